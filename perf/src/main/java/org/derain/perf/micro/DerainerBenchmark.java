package org.derain.perf.micro;

import java.util.concurrent.TimeUnit;
import org.derain.frames.Picture;
import org.derain.pipeline.inference.Derainer;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.zoo.Identity;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The network on the CPU. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
@State(Scope.Benchmark)
public class DerainerBenchmark {
  /** How benchmarks of the network are called in tables. */
  public static final String NAME = "Derainer";

  private static final String IDENTITY = "identity";

  /** A model of the zoo, a file, or "identity". */
  @Param(IDENTITY)
  public String model;

  /** Size of the pictures. */
  @Param("640x360")
  public String size;

  private Picture[] window;
  private Picture result;
  private Derainer derainer;

  /** Loads the model and makes a window. */
  @Setup
  public void open() {
    Model loaded = model.equals(IDENTITY) ? Identity.model(2) : Zoo.load(model);
    try (Wall wall = new Wall(size)) {
      window = wall.pictures(loaded.window());
      result = new Picture(wall.format());
    }
    DerainerOptions cpu = DerainerOptions.defaults().withDevice(Device.CPU);
    derainer = new Derainer(loaded, result.format(), cpu, note -> {});
  }

  /** Frees them. */
  @TearDown
  public void close() {
    derainer.close();
    for (Picture picture : window) {
      picture.close();
    }
    result.close();
  }

  /** One frame. */
  @Benchmark
  public float derain() {
    return derainer.derain(window, result).rain();
  }
}
