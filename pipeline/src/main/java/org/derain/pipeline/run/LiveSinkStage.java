package org.derain.pipeline.run;

import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.ring.FrameOutcome;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;

/** Writes frames in their order, unless they are dropped, and frees places of the ring. */
final class LiveSinkStage extends LastStage {
  private final FrameSink sink;
  private final LiveFilter filter;
  private final LiveListener listener;

  LiveSinkStage(
      Ring ring,
      RunState state,
      FrameSink sink,
      LiveFilter filter,
      LiveListener listener,
      PicturePool results) {
    super(ring, state, results);
    this.sink = sink;
    this.filter = filter;
    this.listener = listener;
  }

  @Override
  public void work(long sequence) {
    Slot slot = slot(sequence);
    if (slot.end || slot.fate == null) {
      return;
    }
    FrameOutcome fate = filter.beforeWrite(slot.time, slot.fate);
    Picture result = slot.result();
    long start = System.nanoTime();
    if (fate.outcome() != FrameOutcome.Outcome.DROPPED) {
      sink.write(slot.picture, result, slot.time);
    }
    listener.left(slot.time, fate, slot.picture, result, System.nanoTime() - start);
  }
}
