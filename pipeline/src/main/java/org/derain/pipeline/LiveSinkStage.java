package org.derain.pipeline;

import org.derain.frames.Picture;

/** Writes frames in their order, unless they are dropped, and frees places of the ring. */
final class LiveSinkStage extends Stage {
  private final Ring ring;
  private final FrameSink sink;
  private final LiveFilter filter;
  private final LiveListener listener;
  private final Pictures results;
  private boolean over;

  LiveSinkStage(
      Ring ring,
      Flight flight,
      FrameSink sink,
      LiveFilter filter,
      LiveListener listener,
      Pictures results) {
    super("encode", ring, flight);
    this.ring = ring;
    this.sink = sink;
    this.filter = filter;
    this.listener = listener;
    this.results = results;
  }

  @Override
  void work(long sequence) {
    Slot slot = slot(sequence);
    if (slot.end || slot.fate == null) {
      return;
    }
    Fate fate = filter.last(slot.time, slot.fate);
    Picture result = slot.derained == null ? slot.picture : slot.derained;
    long start = System.nanoTime();
    if (fate.outcome() != Fate.Outcome.DROPPED) {
      sink.write(slot.picture, result, slot.time);
    }
    listener.left(slot.time, fate, slot.picture, result, System.nanoTime() - start);
  }

  @Override
  void settle(long sequence) {
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
