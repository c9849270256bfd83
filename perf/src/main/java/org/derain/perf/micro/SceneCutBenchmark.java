package org.derain.perf.micro;

import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Aligner;
import org.derain.frames.Picture;
import org.derain.pipeline.window.SceneCut;
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

/** Finding scene changes on the reduced luma that alignment has made anyway. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
@State(Scope.Benchmark)
public class SceneCutBenchmark {
  /** Size of the pictures. */
  @Param({"640x360", "1280x720"})
  public String size;

  private final SceneCut cut = new SceneCut();
  private final Mat reduced = new Mat();

  /** Makes a picture. */
  @Setup
  public void open() {
    try (Wall wall = new Wall(size);
        Aligner aligner = new Aligner(wall.format());
        Picture picture = wall.picture(0)) {
      aligner.reduce(picture, reduced);
    }
  }

  /** Frees it. */
  @TearDown
  public void close() {
    reduced.close();
    cut.close();
  }

  /** One frame. */
  @Benchmark
  public boolean next() {
    return cut.next(reduced);
  }
}
