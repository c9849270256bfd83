package org.derain.pipeline.run;

import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;

/** Where frames leave: gives their pictures back, frees places of the ring, and ends the run. */
abstract class LastStage extends Stage {
  private final Ring ring;
  private final PicturePool results;
  private boolean ended;

  /** With the pool that derained pictures go back to. */
  LastStage(Ring ring, RunState state, PicturePool results) {
    super("encode", ring, state);
    this.ring = ring;
    this.results = results;
  }

  /** Gives back what else the place of a frame that left holds. */
  void left(Slot slot) {}

  @Override
  public final void release(long sequence) {
    long place = leaving(sequence);
    // The one so far before what was just written has been looked at for the last time.
    long unneeded = place - ring.reach().smoothing();
    if (unneeded >= 0 && slot(unneeded).derained != null) {
      results.give(slot(unneeded).derained);
      slot(unneeded).derained = null;
    }
    if (place >= 0) {
      left(slot(place));
      if (slot(place).end && !ended) {
        ended = true;
        state().finish();
      }
    }
    ring.release(sequence);
  }
}
