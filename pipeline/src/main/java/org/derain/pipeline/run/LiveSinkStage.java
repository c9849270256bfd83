package org.derain.pipeline.run;

import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.ring.FrameOutcome;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.scale.SameChange;

/** Writes frames in their order, unless they are dropped, and frees places of the ring. */
final class LiveSinkStage extends LastStage {
  private final FrameSink sink;
  private final LiveFilter filter;
  private final LiveListener listener;
  private final SameChange change;

  /**
   * The last stage.
   *
   * @param results takes back derained pictures
   * @param change brings what was analysed small to whole frames; null where none are
   */
  LiveSinkStage(
      Ring ring,
      RunState state,
      FrameSink sink,
      LiveFilter filter,
      LiveListener listener,
      PicturePool results,
      SameChange change) {
    super(ring, state, results);
    this.sink = sink;
    this.filter = filter;
    this.listener = listener;
    this.change = change;
  }

  @Override
  public void work(long sequence) {
    Slot slot = slot(sequence);
    if (slot.end || slot.fate == null) {
      return;
    }
    FrameOutcome fate = filter.beforeWrite(slot.time, slot.fate);
    long start = System.nanoTime();
    Picture result = slot.full;
    if (fate.outcome() != FrameOutcome.Outcome.DROPPED) {
      result = slot.result(slot.full, change);
      sink.write(slot.full, result, slot.time);
    }
    listener.left(slot.time, fate, slot.full, result, System.nanoTime() - start);
  }
}
