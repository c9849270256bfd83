package org.derain.pipeline.run;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.FrameListener;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.GlassMask;
import org.derain.pipeline.Keep;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.deflicker.DeflickerStage;
import org.derain.pipeline.glass.GlassStage;
import org.derain.pipeline.ring.Decoding;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Reach;
import org.derain.pipeline.ring.Repeats;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.scale.SameChange;
import org.derain.pipeline.window.AlignStage;
import org.derain.pipeline.window.SceneStage;

/**
 * Frames in, windows, network, frames out.
 *
 * <pre>{@code
 * try (FrameSource source = ...;
 *     FrameSink sink = ...;
 *     Derainer derainer =
 *         new Derainer(Zoo.load("nano"), source.format(), DerainerOptions.defaults(), notes)) {
 *   Pipeline pipeline = new Pipeline(derainer, PipelineOptions.defaults(), listener, notes);
 *   PipelineStats stats = pipeline.run(source, sink);
 * }
 * }</pre>
 *
 * <p>A pipeline runs once.
 */
public final class Pipeline {
  /** Windows between alignment and network, and results between network and sink. */
  private static final int AHEAD = 3;

  private static final int NEIGHBOURS = 4;

  /** Bytes of a frame from which the ring is kept short. */
  private static final int LARGE = 6 << 20;

  /** Results that wait at the sink to be steadied. */
  private static final int KEPT = 2 * DeflickerStage.REACH;

  private final RainFilter filter;
  private final PipelineOptions options;
  private final FrameListener listener;
  private final Consumer<String> notes;
  private final RunState state = new RunState();

  /**
   * Prepares a run.
   *
   * @param filter the network; not used, and may be null, when the options say bypass
   * @param listener told of every frame written
   * @param notes told of each distinct failure of the network, once
   */
  public Pipeline(
      RainFilter filter, PipelineOptions options, FrameListener listener, Consumer<String> notes) {
    this.filter = filter;
    this.options = options.bypass() ? options : options.reaching(filter.window());
    this.listener = listener;
    this.notes = notes;
  }

  /**
   * Takes all frames of a source to a sink. When it returns or throws, all its threads have ended
   * and its native memory is free; the source and the sink are left open.
   *
   * @throws java.util.concurrent.CancellationException when it was cancelled
   * @throws MediaException when a part to keep lies beyond the pictures, or the mask of the glass
   *     is of another shape
   * @throws RuntimeException what the source or the sink threw, mostly a {@link
   *     org.derain.frames.MediaException}; frames before it are written
   */
  public PipelineStats run(FrameSource source, FrameSink sink) {
    FrameFormat format = source.format();
    MediaException.throwIf(Keep.problem(options.keep(), format.width(), format.height()));
    GlassMask mask = options.bypass() ? null : options.glass();
    if (mask != null) {
      MediaException.throwIf(mask.problem(format.width(), format.height()));
    }
    FrameFormat analysed = options.bypass() ? format : options.scale().analysed(format);
    boolean whole = analysed.equals(format);
    int ahead = source.readsAhead() ? ahead(format) : 0;
    Reach reach = options.reach().withAhead(ahead);
    int slots = ahead < options.slots() ? options.slots() : 2 * options.slots();
    // Parts are known in pixels of whole frames: of reduced ones, what is brought back is left out.
    List<Keep> keep = whole ? options.keep() : List.of();
    try (PicturePool warped = new PicturePool(analysed, AHEAD * NEIGHBOURS);
        PicturePool results = new PicturePool(analysed, AHEAD + KEPT);
        PicturePool copies = new PicturePool(format, Repeats.pictures(slots));
        Repeats repeats =
            !options.bypass() && filter.onceForRepeats() && source.readsAhead()
                ? new Repeats(source, copies)
                : null;
        SameChange same = repeats == null && whole ? null : new SameChange(format, options.keep());
        PicturePool steadied = new PicturePool(analysed, AHEAD);
        Ring ring = new Ring(format, analysed, reach, slots)) {
      SinkStage last = new SinkStage(ring, state, sink, results, steadied, copies, same, listener);
      if (options.bypass()) {
        ring.add(last);
        return run(ring, new Decoding(ring, state, source), last, Map::of);
      }
      try (GlassStage glass =
              mask == null ? null : new GlassStage(ring, state, format, mask, options.keep());
          SceneStage scene = new SceneStage(ring, state, analysed);
          WatchStage watch =
              ahead == 0 ? null : new WatchStage(ring, state, analysed, filter, options.align());
          AlignStage align =
              new AlignStage(
                  ring, state, analysed, reach.future(), options.align(), filter.window(), warped);
          DeflickerStage deflicker =
              reach.smoothing() > 0
                  ? new DeflickerStage(ring, state, analysed, steadied, keep)
                  : null) {
        DerainStage derain = new DerainStage(ring, state, filter, warped, results, keep, notes);
        if (glass != null) {
          ring.add(glass);
        }
        ring.add(scene);
        if (watch != null) {
          ring.add(watch);
        }
        ring.add(align);
        ring.add(derain);
        if (deflicker != null) {
          ring.add(deflicker);
        }
        ring.add(last);
        return run(ring, new Decoding(ring, state, source, repeats), last, derain::errors);
      }
    }
  }

  /** Frames in a group that is looked at before it is derained; fewer of large ones; 0: none is. */
  private int ahead(FrameFormat format) {
    if (options.bypass() || filter.watch().isEmpty()) {
      return 0;
    }
    if (format.bytes() <= LARGE) {
      return options.slots();
    }
    return options.slots() < 16 ? 0 : options.slots() / 2;
  }

  private PipelineStats run(
      Ring ring, Decoding decoding, SinkStage sink, Supplier<Map<String, Long>> errors) {
    long start = System.nanoTime();
    ring.run(decoding, state);
    state.check();
    double wall = (System.nanoTime() - start) / 1e9;
    long in = decoding.in();
    long out = sink.out();
    long derained = sink.derained();
    return new PipelineStats(
        new FrameCounts(in, out, derained, out - derained, in - out, 0),
        wall,
        sink.latencies(),
        errors.get());
  }

  /**
   * Stops a run from another thread, for instance a shutdown hook: frames in the ring are not
   * written any more, and {@link #run} throws. A source that blocks is waited for.
   */
  public void cancel() {
    state.cancel();
  }
}
