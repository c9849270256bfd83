package org.derain.pipeline;

import org.derain.frames.Picture;

/** Writes frames in their order, unless they are dropped, and frees places of the ring. */
final class LiveSinkStage extends Stage {
  private final Ring ring;
  private final FrameSink sink;
  private final LiveFilter filter;
  private final LiveListener listener;
  private final Pictures results;
  private final Steadier steadier;
  private boolean over;

  /**
   * The last stage.
   *
   * @param steadier null to write frames as the network made them
   */
  LiveSinkStage(
      Ring ring,
      Flight flight,
      FrameSink sink,
      LiveFilter filter,
      LiveListener listener,
      Pictures results,
      Steadier steadier) {
    super("encode", ring, flight);
    this.ring = ring;
    this.sink = sink;
    this.filter = filter;
    this.listener = listener;
    this.results = results;
    this.steadier = steadier;
  }

  @Override
  void work(long sequence) {
    Slot slot = slot(sequence);
    if (slot.end || slot.fate == null) {
      return;
    }
    Fate fate = filter.last(slot.time, slot.fate);
    long start = System.nanoTime();
    Picture result = slot.derained == null ? slot.picture : slot.derained;
    if (fate.outcome() != Fate.Outcome.DROPPED) {
      if (steadier != null && slot.derained != null) {
        result = steadier.steady(ring, sequence, false);
      }
      sink.write(slot.picture, result, slot.time);
    }
    listener.left(slot.time, fate, slot.picture, result, System.nanoTime() - start);
  }

  @Override
  void settle(long sequence) {
    Slot slot = slot(sequence);
    long unneeded = sequence - Steadier.REACH;
    if (unneeded >= 0 && slot(unneeded).derained != null) {
      results.give(slot(unneeded).derained);
      slot(unneeded).derained = null;
    }
    if (slot.end && !over) {
      over = true;
      flight().land();
    }
    ring.release(sequence);
  }
}
