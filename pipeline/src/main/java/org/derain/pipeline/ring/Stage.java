package org.derain.pipeline.ring;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;

/**
 * A step of the way of a frame. It hands over each frame when it is done, not at the end of a
 * batch. When something fails anywhere, stages let everything flow by without work, so that the
 * ring runs dry and the threads end.
 */
public abstract class Stage implements EventHandler<Slot> {
  private final String name;
  private final Ring ring;
  private final RunState state;
  private Sequence done;

  public Stage(String name, Ring ring, RunState state) {
    this.name = name;
    this.ring = ring;
    this.state = state;
  }

  /** Works on one place. */
  public abstract void work(long sequence) throws InterruptedException;

  /** Gives back what a place holds; called after the work, failed, skipped or not. */
  public void release(long sequence) {}

  public final String name() {
    return name;
  }

  /** The slot at a sequence that is in reach of the window. */
  public final Slot slot(long sequence) {
    return ring.get(sequence);
  }

  /** The sequence of the frame whose window is complete; may be negative. */
  public final long centre(long sequence) {
    return sequence - ring.reach().lag();
  }

  /** The sequence of the frame that is done with by then; may be negative. */
  public final long leaving(long sequence) {
    return centre(sequence) - ring.reach().delay();
  }

  /** Whether frames after the one that is worked on are known. */
  public final boolean future() {
    return ring.reach().lag() > 0;
  }

  /**
   * Whether a frame goes through the network: one that is not known to be dry, and is written or
   * the neighbour of one where frames are steadied.
   */
  public final boolean wanted(long centre) {
    if (centre < 0 || slot(centre).end || slot(centre).dry) {
      return false;
    }
    int delay = ring.reach().delay();
    for (long t = Math.max(0, centre - delay); t <= centre + delay; t++) {
      if (written(t)) {
        return true;
      }
    }
    return false;
  }

  private boolean written(long sequence) {
    return !slot(sequence).end && !slot(sequence).time.context;
  }

  public final RunState state() {
    return state;
  }

  @Override
  public final void setSequenceCallback(Sequence callback) {
    done = callback;
  }

  @Override
  public final void onEvent(Slot slot, long sequence, boolean endOfBatch) {
    try {
      if (!state.stopped()) {
        work(sequence);
      }
    } catch (Throwable e) {
      state.fail(e);
    }
    try {
      release(sequence);
    } catch (Throwable e) {
      state.fail(e);
    }
    done.set(sequence);
    ring.signal();
  }
}
