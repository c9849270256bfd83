package org.derain.pipeline;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Aligner;
import org.derain.frames.Picture;
import org.derain.zoo.Contract;

/**
 * Puts windows together: the neighbours of a frame inside its scene, warped onto its grid where
 * something moved. Beyond a cut or an end of the clip the nearest frame is repeated.
 */
final class Windows implements AutoCloseable {
  private final Ring ring;
  private final Aligner aligner;
  private final boolean align;
  private final Pictures pool;
  private final Mat chained = new Mat();
  private long idle;

  /**
   * For the slots of a ring.
   *
   * @param align whether neighbours are warped
   * @param pool of the pictures that they are warped into
   */
  Windows(Ring ring, Aligner aligner, boolean align, Pictures pool) {
    this.ring = ring;
    this.aligner = aligner;
    this.align = align;
    this.pool = pool;
  }

  /**
   * Fills the window of a slot. The motion of all steps that it spans must be known.
   *
   * @param future frames after the centre to look at: 0 to 2
   * @return nanoseconds for which it waited for pictures to warp into
   */
  long build(long centre, int future) throws InterruptedException {
    Slot slot = ring.get(centre);
    idle = 0;
    slot.window[Contract.CENTRE] = slot.picture;
    past(slot, centre);
    future(slot, centre, future);
    return idle;
  }

  private void past(Slot slot, long centre) throws InterruptedException {
    if (slot.cut) {
      repeat(slot, 1, slot.picture);
      repeat(slot, 0, slot.picture);
      return;
    }
    Slot one = ring.get(centre - 1);
    place(slot, 1, one.picture, slot.backward);
    if (one.cut) {
      repeat(slot, 0, slot.window[1]);
    } else {
      place(slot, 0, ring.get(centre - 2).picture, chain(slot.backward, one.backward));
    }
  }

  private void future(Slot slot, long centre, int future) throws InterruptedException {
    if (future == 0 || ring.get(centre + 1).startsScene()) {
      repeat(slot, 3, slot.picture);
      repeat(slot, 4, slot.picture);
      return;
    }
    Slot one = ring.get(centre + 1);
    place(slot, 3, one.picture, one.forward);
    if (future == 1 || ring.get(centre + 2).startsScene()) {
      repeat(slot, 4, slot.window[3]);
    } else {
      Slot two = ring.get(centre + 2);
      place(slot, 4, two.picture, chain(one.forward, two.forward));
    }
  }

  /** A window of one picture. */
  static Picture[] repeated(Picture picture) {
    Picture[] window = new Picture[Contract.WINDOW];
    Arrays.fill(window, picture);
    return window;
  }

  private static void repeat(Slot slot, int index, Picture picture) {
    slot.window[index] = picture;
  }

  private Mat chain(Mat near, Mat far) {
    if (align) {
      aligner.chain(near, far, chained);
    }
    return chained;
  }

  private void place(Slot slot, int index, Picture neighbour, Mat flow)
      throws InterruptedException {
    if (!align || aligner.still(flow)) {
      slot.window[index] = neighbour;
      return;
    }
    Picture warped = borrow();
    slot.warped[index] = warped;
    aligner.warp(neighbour, flow, warped);
    slot.window[index] = warped;
  }

  private Picture borrow() throws InterruptedException {
    long start = System.nanoTime();
    Picture picture = pool.take();
    idle += System.nanoTime() - start;
    return picture;
  }

  /** Gives back to the pool what the window of a slot borrowed. */
  static void giveBack(Slot slot, Pictures pool) {
    for (int i = 0; i < slot.warped.length; i++) {
      if (slot.warped[i] != null) {
        pool.give(slot.warped[i]);
        slot.warped[i] = null;
      }
    }
  }

  @Override
  public void close() {
    chained.close();
  }
}
