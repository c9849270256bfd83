package org.derain.pipeline.run;

import java.util.List;
import org.derain.pipeline.GlassMask;
import org.derain.pipeline.Keep;
import org.derain.pipeline.deflicker.DeflickerStage;
import org.derain.pipeline.ring.Reach;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Contract;

/**
 * How frames flow.
 *
 * @param future frames after the centre that a window waits for at most, as far as the network's
 *     windows reach: 2, or 0 for causal windows, whose missing future is filled by repetition and
 *     which add no delay; 1 is between
 * @param align whether neighbours are warped onto the centre
 * @param bypass whether frames go through untouched: no windows, no network; this measures what the
 *     rest costs
 * @param steady whether what flickers in the derained frames is evened out along the motion; only
 *     with windows that look ahead, and each frame then waits until the next two are derained
 * @param slots frames in the ring, a power of two of at least 8; more evens out uneven decoders and
 *     encoders and takes more memory. Where a file's frames are looked at in groups to find dry
 *     ones, so many are in a group and the ring holds twice as many; of frames above 6 MiB half of
 *     both
 * @param keep parts of the picture that come out as they went in, bit for bit
 * @param scale how many times smaller frames are analysed than they are; the filter works on {@link
 *     Scale#analysed} pictures
 * @param glass what drops or dirt on the glass hide, which is filled from frames before; null:
 *     nothing
 */
public record PipelineOptions(
    int future,
    boolean align,
    boolean bypass,
    boolean steady,
    int slots,
    List<Keep> keep,
    Scale scale,
    GlassMask glass) {
  /** Frames before the centre that the longest window reaches back to. */
  private static final int PAST = Contract.WINDOW / 2;

  /** Checks the ranges. */
  public PipelineOptions {
    keep = List.copyOf(keep);
    if (future < 0 || future > 2) {
      throw new IllegalArgumentException("windows look 0 to 2 frames ahead, not " + future);
    }
    if (slots < 8 || Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("slots are a power of two of at least 8, not " + slots);
    }
  }

  /** Centred, aligned windows of frames as large as they are. */
  public static PipelineOptions defaults() {
    return new PipelineOptions(2, true, false, false, 16, List.of(), Scale.FULL, null);
  }

  /** The same with another number of future frames. */
  public PipelineOptions withFuture(int other) {
    return new PipelineOptions(other, align, bypass, steady, slots, keep, scale, glass);
  }

  /** The same for a network whose windows have so many frames. */
  PipelineOptions reaching(int frames) {
    return withFuture(Math.min(future, frames / 2));
  }

  /** The same with alignment on or off. */
  public PipelineOptions withAlign(boolean other) {
    return new PipelineOptions(future, other, bypass, steady, slots, keep, scale, glass);
  }

  /** The same with frames going through untouched, or not. */
  public PipelineOptions withBypass(boolean other) {
    return new PipelineOptions(future, align, other, steady, slots, keep, scale, glass);
  }

  /** The same with derained frames steadied, or not. */
  public PipelineOptions withSteady(boolean other) {
    return new PipelineOptions(future, align, bypass, other, slots, keep, scale, glass);
  }

  /** The same with other parts of the picture left alone. */
  public PipelineOptions withKeep(List<Keep> other) {
    return new PipelineOptions(future, align, bypass, steady, slots, other, scale, glass);
  }

  /** The same with frames analysed at another size. */
  public PipelineOptions withScale(Scale other) {
    return new PipelineOptions(future, align, bypass, steady, slots, keep, other, glass);
  }

  /** The same with something on the glass, or nothing (null). */
  public PipelineOptions withGlass(GlassMask other) {
    return new PipelineOptions(future, align, bypass, steady, slots, keep, scale, other);
  }

  /** How far stages look, given everything else. */
  Reach reach() {
    boolean steadies = steady && future > 0;
    return bypass ? Reach.NONE : new Reach(PAST, future, 0, steadies ? DeflickerStage.REACH : 0);
  }
}
