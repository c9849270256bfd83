package org.derain.pipeline.ring;

import org.derain.pipeline.FrameSource;

/** Fills the ring from a source until it ends, fails, or the run is stopped. */
public final class Decoding implements Runnable {
  private final Ring ring;
  private final RunState state;
  private final FrameSource source;
  private final Repeats repeats;
  private long in;

  /** With all frames of a source one by one. */
  public Decoding(Ring ring, RunState state, FrameSource source) {
    this(ring, state, source, null);
  }

  /**
   * For the frames of a source.
   *
   * @param repeats finds those that show the same; null to take them one by one
   */
  public Decoding(Ring ring, RunState state, FrameSource source, Repeats repeats) {
    this.ring = ring;
    this.state = state;
    this.source = source;
    this.repeats = repeats;
  }

  /** Frames decoded that are more than neighbours of others; to be read when the run is over. */
  public long in() {
    return in;
  }

  @Override
  public void run() {
    boolean more = true;
    while (more) {
      more = publish(true);
    }
    // Empty places push the last windows, and what waits behind them, through, up to the first end.
    for (int i = 0; i < ring.reach().lag() + ring.reach().delay(); i++) {
      publish(false);
    }
  }

  /** Publishes the next place; it holds a frame if the result is true, or else is an end. */
  private boolean publish(boolean decode) {
    long sequence;
    try {
      sequence = ring.claim();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the decoder", e);
    }
    Slot slot = ring.get(sequence);
    slot.end = !(decode && decode(slot));
    ring.publish(sequence);
    return !slot.end;
  }

  private boolean decode(Slot slot) {
    if (state.stopped()) {
      return false;
    }
    slot.stamps.captured = System.nanoTime();
    slot.time.captured = 0;
    try {
      if (!next(slot)) {
        return false;
      }
    } catch (Throwable e) {
      state.fail(e);
      return false;
    }
    slot.stamps.decode = System.nanoTime() - slot.stamps.captured;
    in += slot.written();
    return true;
  }

  private boolean next(Slot slot) throws InterruptedException {
    boolean found = repeats == null ? source.next(slot.full, slot.time) : repeats.next(slot);
    if (found) {
      slot.reduce();
    }
    return found;
  }
}
