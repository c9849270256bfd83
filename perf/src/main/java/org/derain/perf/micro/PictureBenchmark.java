package org.derain.perf.micro;

import java.util.concurrent.TimeUnit;
import org.derain.frames.Picture;
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

/** Copying a picture: the unit in which the pipeline's own work is counted. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
@State(Scope.Benchmark)
public class PictureBenchmark {
  /** Size of the pictures. */
  @Param({"1280x720", "1920x1080"})
  public String size;

  private Picture[] pictures;

  /** Makes two pictures. */
  @Setup
  public void open() {
    try (Wall wall = new Wall(size)) {
      pictures = wall.pictures(2);
    }
  }

  /** Frees them. */
  @TearDown
  public void close() {
    for (Picture picture : pictures) {
      picture.close();
    }
  }

  /** From one to the other. */
  @Benchmark
  public void copy() {
    pictures[1].copyFrom(pictures[0]);
  }
}
