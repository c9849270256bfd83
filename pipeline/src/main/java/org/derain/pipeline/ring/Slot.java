package org.derain.pipeline.ring;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.scale.SameChange;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Contract;
import org.derain.zoo.RainScore;

/** One place of the ring: a frame, what the stages found out about it, and when. */
public final class Slot implements AutoCloseable {
  /** The frame as it was decoded, or {@link #cleared}. */
  public final Picture full;

  /** Whether what drops on the glass hide was filled in {@link #full}. */
  public boolean cleared;

  private Picture original;

  /** The frame as stages see it: the same picture, or reduced. */
  public final Picture picture;

  public final FrameTime time = new FrameTime();

  /** Frames behind this one that show the same, and are written after it. */
  public final List<Repeat> repeats = new ArrayList<>();

  /** Whether this frame itself is only a neighbour of others, and a repeat of it is written. */
  public boolean hidden;

  /** Nothing was decoded: the clip ended before. */
  public boolean end;

  /** The first frame of a scene. */
  public boolean cut;

  /** Reduced luma. */
  public final Mat reduced = new Mat();

  /** Where the points of the frame before lie in this frame, unless this frame is a cut. */
  public final Mat forward = new Mat();

  /** Where the points of this frame lie in the frame before, unless this frame is a cut. */
  public final Mat backward = new Mat();

  /** Whether {@link #forward} was found. */
  public boolean forwardKnown;

  /** Likewise for {@link #backward}. */
  public boolean backwardKnown;

  /** Reduced luma of {@link #derained}; made by what steadies, when it is needed. */
  public final Mat derainedReduced = new Mat();

  public boolean derainedReducedKnown;

  /** Likewise {@link #forward} between derained frames. */
  public final Mat derainedForward = new Mat();

  public boolean derainedForwardKnown;

  /** The frames around this one on its grid, this one in the middle; null before it is known. */
  public Picture[] window;

  /** Those of the window that are warped, and go back to their pool. */
  public final Picture[] warped = new Picture[Contract.WINDOW];

  /** This frame without rain; null when it is passed. */
  public Picture derained;

  /** {@link #derained} without what flickers; null where nothing was to be done. */
  public Picture steadied;

  /** Whether there is no rain in this frame, so that it comes out as it went in. */
  public boolean dry;

  /** What became of this frame; null when that is not decided, or not to be decided. */
  public FrameOutcome fate;

  /** How much and what rain there is; null when the network did not look. */
  public RainScore score;

  public final Stamps stamps = new Stamps();

  /**
   * An empty one.
   *
   * @param full the layout of decoded frames
   * @param analysed what stages see
   */
  Slot(FrameFormat full, FrameFormat analysed) {
    this.full = new Picture(full);
    this.picture = full.equals(analysed) ? this.full : new Picture(analysed);
  }

  /** Keeps a copy of the frame as it was decoded, before it is changed. */
  public void keepOriginal() {
    if (original == null) {
      original = new Picture(full.format());
    }
    original.copyFrom(full);
  }

  /** The frame as it was decoded. */
  public Picture original() {
    return cleared ? original : full;
  }

  /** Brings the decoded frame to the size that stages see. */
  public void reduce() {
    if (picture != full) {
      Scale.reduce(full, picture);
    }
  }

  /** How many frames are written of it. */
  int written() {
    return (time.context || hidden ? 0 : 1) + repeats.size();
  }

  /**
   * A decoded frame that shows the same as this one, or this one itself, as it is written.
   *
   * @param change makes of it what was made of this one; its result is valid until it is used again
   */
  public Picture result(Picture own, SameChange change) {
    if (derained == null) {
      return own;
    }
    Picture result = steadied != null ? steadied : derained;
    return own == picture ? result : change.of(picture, result, own);
  }

  /** Whether this frame does not belong to the scene of the one before. */
  public boolean startsScene() {
    return end || cut;
  }

  /** Forgets the frame that was here before. */
  void clear() {
    end = false;
    hidden = false;
    cleared = false;
    repeats.clear();
    cut = false;
    dry = false;
    forwardKnown = false;
    backwardKnown = false;
    derainedReducedKnown = false;
    derainedForwardKnown = false;
    fate = null;
    score = null;
    derained = null;
    steadied = null;
    window = null;
    time.telemetry = List.of();
    stamps.clear();
  }

  @Override
  public void close() {
    if (picture != full) {
      full.close();
    }
    if (original != null) {
      original.close();
    }
    picture.close();
    reduced.close();
    forward.close();
    backward.close();
    derainedReduced.close();
    derainedForward.close();
  }
}
