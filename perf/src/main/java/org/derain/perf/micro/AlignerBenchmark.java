package org.derain.perf.micro;

import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Aligner;
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

/** Motion alignment. A window takes 4 flows for a new frame, and warps up to 4 neighbours. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
@State(Scope.Benchmark)
public class AlignerBenchmark {
  /** Size of the pictures. */
  @Param({"640x360", "1280x720", "1920x1080"})
  public String size;

  private final Mat[] reduced = {new Mat(), new Mat()};
  private final Mat flow = new Mat();
  private final Mat chained = new Mat();
  private Aligner aligner;
  private Picture[] pictures;

  /** Makes two pictures and the flow between them. */
  @Setup
  public void open() {
    try (Wall wall = new Wall(size)) {
      aligner = new Aligner(wall.format());
      pictures = wall.pictures(3);
    }
    for (int i = 0; i < 2; i++) {
      aligner.reduce(pictures[i], reduced[i]);
    }
    aligner.flow(reduced[0], reduced[1], flow);
    if (aligner.still(flow)) {
      throw new IllegalStateException("nothing moves");
    }
  }

  /** Frees them. */
  @TearDown
  public void close() {
    for (Picture picture : pictures) {
      picture.close();
    }
    for (Mat mat : new Mat[] {reduced[0], reduced[1], flow, chained}) {
      mat.close();
    }
    aligner.close();
  }

  /** Luma made smaller. */
  @Benchmark
  public void reduce() {
    aligner.reduce(pictures[0], reduced[0]);
  }

  /** Flow from one picture to the next. */
  @Benchmark
  public void flow() {
    aligner.flow(reduced[0], reduced[1], flow);
  }

  /** Two flows made one. */
  @Benchmark
  public void chain() {
    aligner.chain(flow, flow, chained);
  }

  /** A picture moved along a flow. */
  @Benchmark
  public void warp() {
    aligner.warp(pictures[1], flow, pictures[2]);
  }
}
