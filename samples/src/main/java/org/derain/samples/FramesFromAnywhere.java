package org.derain.samples;

import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.Quality;
import org.derain.pipeline.FrameListener;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.inference.Derainer;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.run.PipelineStats;
import org.derain.zoo.Zoo;

/**
 * Frames need not come from files, nor go there. Here they are drawn in memory ({@link
 * DrawnStreet}), and the results are looked at and forgotten; a camera's SDK or a game would do it
 * in the same way.
 */
public final class FramesFromAnywhere {
  private static final FrameFormat FORMAT = new FrameFormat(320, 180, 8);

  private FramesFromAnywhere() {}

  /** Argument, if you like: a model (default: nano). */
  public static void main(String[] args) {
    String model = args.length > 0 ? args[0] : "nano";
    FrameListener console =
        (out, time, derained, score) ->
            System.out.println(
                derained
                    ? "frame %d: rain %.2f, %s".formatted(time.pts, score.rain(), score.type())
                    : "frame %d: passed".formatted(time.pts));
    PipelineStats stats = run(model, 50, new Looking(), console);
    System.out.printf("%d frames, %.1f fps%n", stats.frames().out(), stats.fps());
  }

  /**
   * Draws frames, derains them and hands them to a sink.
   *
   * @param model a name in the zoo, or an ONNX file of ours
   * @param frames how many to draw
   * @param sink is closed at the end
   * @param listener told of every frame
   */
  public static PipelineStats run(
      String model, int frames, FrameSink sink, FrameListener listener) {
    try (FrameSource source = new DrawnStreet(FORMAT, frames);
        sink;
        Derainer derainer =
            new Derainer(
                Zoo.load(model), FORMAT, DerainerOptions.defaults(), System.err::println)) {
      return new Pipeline(derainer, PipelineOptions.defaults(), listener, System.err::println)
          .run(source, sink);
    }
  }

  /** A sink that says how much the network changed. */
  private static final class Looking implements FrameSink {
    @Override
    public void write(Picture original, Picture derained, FrameTime time) {
      System.out.printf("  changed: %.1f dB PSNR of luma%n", Quality.psnr(original, derained, 0));
    }

    @Override
    public void close() {}
  }
}
