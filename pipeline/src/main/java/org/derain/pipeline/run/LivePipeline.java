package org.derain.pipeline.run;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Keep;
import org.derain.pipeline.ring.Decoding;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Reach;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.scale.SameChange;
import org.derain.pipeline.scale.Scale;
import org.derain.pipeline.window.SceneCut;
import org.derain.zoo.Contract;

/**
 * Frames in, frames out, in real time: like {@link Pipeline}, but for each frame a {@link
 * LiveFilter} decides whether it is derained, passed as it came, or dropped.
 *
 * <pre>
 *   FrameSource ─► [slot] ═ ring of frame slots ═► LiveStage ─► LiveSinkStage ─► FrameSink
 *   (Decoding)                                     LiveFilter    LiveListener
 * </pre>
 *
 * <p>A pipeline runs once.
 */
public final class LivePipeline {
  /** Stages work on the newest frame, and wait for those after it when they need them. */
  private static final Reach REACH = new Reach(Contract.WINDOW / 2, 0, 0, 0);

  private static final int SLOTS = 16;

  private static final int NEIGHBOURS = 4;

  /** Results: one in the making, one in the sink, one between them, one given up. */
  private static final int RESULTS = 4;

  private final LiveFilter filter;
  private final LiveListener listener;
  private final Scale scale;
  private final List<Keep> keep;
  private final RunState state = new RunState();

  /** Prepares a run with frames analysed as large as they are. */
  public LivePipeline(LiveFilter filter, LiveListener listener) {
    this(filter, listener, Scale.FULL, List.of());
  }

  /**
   * Prepares a run.
   *
   * @param scale how many times smaller frames are analysed than they are; the filter sees {@link
   *     Scale#analysed} pictures
   * @param keep parts of frames that come out as they came, as far as they lie in them
   */
  public LivePipeline(LiveFilter filter, LiveListener listener, Scale scale, List<Keep> keep) {
    this.filter = filter;
    this.listener = listener;
    this.scale = scale;
    this.keep = List.copyOf(keep);
  }

  /**
   * Takes the frames of a source to a sink until the source ends; those that it gave have left or
   * were dropped then. When it returns or throws, all its threads have ended and its native memory
   * is free; the source and the sink are left open.
   *
   * @throws java.util.concurrent.CancellationException when it was cancelled
   * @throws RuntimeException what the sink threw, with frames on their way lost; or else what the
   *     source threw
   */
  public void run(FrameSource source, FrameSink sink) {
    FrameFormat format = source.format();
    FrameFormat analysed = scale.analysed(format);
    boolean whole = analysed.equals(format);
    Stamped stamped = new Stamped(source, listener);
    try (PicturePool warped = new PicturePool(analysed, NEIGHBOURS);
        PicturePool results = new PicturePool(analysed, RESULTS);
        SameChange change = whole ? null : new SameChange(format, keep);
        Ring ring = new Ring(format, analysed, REACH, SLOTS);
        LiveStage live =
            new LiveStage(
                ring, state, analysed, filter, warped, results, whole ? keep : List.of())) {
      ring.add(live);
      ring.add(new LiveSinkStage(ring, state, sink, filter, listener, results, change));
      ring.run(new Decoding(ring, state, stamped), state);
      filter.awaitIdle();
    }
    state.check();
    if (stamped.failure != null) {
      throw stamped.failure;
    }
  }

  /** Loads the native libraries, which can take seconds, so that no frame has to wait for them. */
  public static void load() {
    FrameFormat small = new FrameFormat(64, 64, 8);
    try (Aligner aligner = new Aligner(small);
        SceneCut cuts = new SceneCut();
        Picture picture = new Picture(small);
        Mat reduced = new Mat()) {
      aligner.reduce(picture, reduced);
      cuts.next(reduced);
    }
  }

  /** Stops a run from another thread. A source that blocks is waited for. */
  public void cancel() {
    state.cancel();
  }

  /**
   * A source whose frames all have a time of reception, and are counted. Its failure is its end: it
   * is thrown when the frames before it have left.
   */
  private static final class Stamped implements FrameSource {
    private final FrameSource source;
    private final LiveListener listener;
    private volatile RuntimeException failure;

    Stamped(FrameSource source, LiveListener listener) {
      this.source = source;
      this.listener = listener;
    }

    @Override
    public FrameFormat format() {
      return source.format();
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      try {
        if (!source.next(into, time)) {
          return false;
        }
      } catch (RuntimeException e) {
        failure = e;
        return false;
      }
      if (time.captured == 0) {
        time.captured = System.nanoTime();
      }
      listener.received(time);
      return true;
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
