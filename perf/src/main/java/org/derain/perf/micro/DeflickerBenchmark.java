package org.derain.perf.micro;

import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.zoo.RainScore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A frame on its way through the pipeline, with a network that only darkens everything: with and
 * without steadying. Steadying has a thread of its own, and is the slowest stage here: a frame
 * takes as long as it does.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
@State(Scope.Benchmark)
public class DeflickerBenchmark {
  private static final int FRAMES = 12;

  /** Size of the pictures. */
  @Param({"640x360", "1280x720"})
  public String size;

  /** Whether derained frames are steadied. */
  @Param({"true", "false"})
  public boolean steady;

  private final Scalar less = Scalar.all(6);
  private final RainFilter network =
      (window, into) -> {
        Picture centre = window[window.length / 2];
        into.copyFrom(centre);
        try (Mat darker = opencv_core.subtract(centre.mat(0), less).asMat()) {
          darker.copyTo(into.mat(0));
        }
        return RainScore.of(1);
      };
  private Picture[] pictures;

  /** Makes the pictures. */
  @Setup
  public void open() {
    try (Wall wall = new Wall(size)) {
      pictures = wall.pictures(8);
    }
  }

  /** Frees them. */
  @TearDown
  public void close() {
    for (Picture picture : pictures) {
      picture.close();
    }
    less.close();
  }

  /** One frame. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public double frame() {
    PipelineOptions options = PipelineOptions.defaults().withSteady(steady);
    return new Pipeline(network, options, (out, time, derained, score) -> {}, note -> {})
        .run(new Passing(), FrameSink.discard())
        .fps();
  }

  /** The wall, passed and passed back. */
  private final class Passing implements FrameSource {
    private int frame;

    @Override
    public FrameFormat format() {
      return pictures[0].format();
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      int last = pictures.length - 1;
      into.copyFrom(pictures[Math.abs(frame % (2 * last) - last)]);
      time.pts = frame;
      time.context = false;
      return frame++ < FRAMES;
    }

    @Override
    public void close() {}
  }
}
