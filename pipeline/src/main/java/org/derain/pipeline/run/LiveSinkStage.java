package org.derain.pipeline.run;

import org.derain.frames.Picture;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.ring.FrameOutcome;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;

/** Writes frames in their order, unless they are dropped, and frees places of the ring. */
final class LiveSinkStage extends Stage {
  private final Ring ring;
  private final FrameSink sink;
  private final LiveFilter filter;
  private final LiveListener listener;
  private final PicturePool results;
  private boolean over;

  LiveSinkStage(
      Ring ring,
      RunState flight,
      FrameSink sink,
      LiveFilter filter,
      LiveListener listener,
      PicturePool results) {
    super("encode", ring, flight);
    this.ring = ring;
    this.sink = sink;
    this.filter = filter;
    this.listener = listener;
    this.results = results;
  }

  @Override
  public void work(long sequence) {
    Slot slot = slot(sequence);
    if (slot.end || slot.fate == null) {
      return;
    }
    FrameOutcome fate = filter.last(slot.time, slot.fate);
    Picture result = slot.result();
    long start = System.nanoTime();
    if (fate.outcome() != FrameOutcome.Outcome.DROPPED) {
      sink.write(slot.picture, result, slot.time);
    }
    listener.left(slot.time, fate, slot.picture, result, System.nanoTime() - start);
  }

  @Override
  public void settle(long sequence) {
    Slot slot = slot(sequence);
    if (slot.derained != null) {
      results.give(slot.derained);
      slot.derained = null;
    }
    if (slot.end && !over) {
      over = true;
      flight().land();
    }
    ring.release(sequence);
  }
}
