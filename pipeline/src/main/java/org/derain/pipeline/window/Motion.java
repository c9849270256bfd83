package org.derain.pipeline.window;

import org.derain.frames.Aligner;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.Slot;

/** Motion between the frames of a ring, found when a window needs it and kept in the slots. */
final class Motion {
  private final Ring ring;
  private final Aligner aligner;

  /** Between the reduced frames of a ring; the aligner is of their format. */
  Motion(Ring ring, Aligner aligner) {
    this.ring = ring;
    this.aligner = aligner;
  }

  /**
   * Finds what the window of a frame needs, inside its scene.
   *
   * @param past frames before it
   * @param future frames after it
   */
  void find(long centre, int past, int future) {
    for (long t = centre; t > centre - past && !ring.get(t).cut; t--) {
      backward(ring.get(t), ring.get(t - 1));
    }
    for (long t = centre + 1; t <= centre + future && !ring.get(t).startsScene(); t++) {
      forward(ring.get(t), ring.get(t - 1));
    }
  }

  private void backward(Slot slot, Slot before) {
    if (!slot.backwardKnown) {
      aligner.flow(slot.reduced, before.reduced, slot.backward);
      slot.backwardKnown = true;
    }
  }

  private void forward(Slot slot, Slot before) {
    if (!slot.forwardKnown) {
      aligner.flow(before.reduced, slot.reduced, slot.forward);
      slot.forwardKnown = true;
    }
  }
}
