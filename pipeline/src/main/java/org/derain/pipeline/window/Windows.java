package org.derain.pipeline.window;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Aligner;
import org.derain.frames.Picture;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.Slot;
import org.derain.zoo.Contract;

/**
 * Puts windows together: the neighbours of a frame inside its scene, warped onto its grid where
 * something moved. Beyond a cut or an end of the clip the nearest frame is repeated.
 */
public final class Windows implements AutoCloseable {
  private final Ring ring;
  private final Aligner aligner;
  private final boolean align;
  private final PicturePool pool;
  private final Motion motion;
  private final Mat chained = new Mat();
  private long idle;

  /**
   * For the slots of a ring.
   *
   * @param align whether neighbours are warped
   * @param pool of the pictures that they are warped into
   */
  public Windows(Ring ring, Aligner aligner, boolean align, PicturePool pool) {
    this.ring = ring;
    this.aligner = aligner;
    this.align = align;
    this.pool = pool;
    this.motion = new Motion(ring, aligner);
  }

  /**
   * Fills the window of a slot. Motion that it spans and nobody found so far is found.
   *
   * @param frames in the window, of {@link Contract#WINDOWS}
   * @param future frames after the centre to look at: 0 or more; no more than the window has
   * @return nanoseconds for which it waited for pictures to warp into
   */
  public long build(long centre, int frames, int future) throws InterruptedException {
    Slot slot = ring.get(centre);
    idle = 0;
    if (align) {
      int side = frames / 2;
      motion.find(centre, side, Math.min(future, side));
    }
    slot.window = RainFilter.repeated(slot.picture, frames);
    past(slot, centre);
    future(slot, centre, future);
    return idle;
  }

  private void past(Slot slot, long centre) throws InterruptedException {
    int middle = slot.window.length / 2;
    Slot nearer = slot;
    Mat flow = null;
    for (int k = 1; k <= middle; k++) {
      if (nearer.cut) {
        Arrays.fill(slot.window, 0, middle - k + 1, slot.window[middle - k + 1]);
        return;
      }
      Slot neighbour = ring.get(centre - k);
      flow = k == 1 ? slot.backward : chain(flow, nearer.backward);
      place(slot, middle - k, neighbour.picture, flow);
      nearer = neighbour;
    }
  }

  private void future(Slot slot, long centre, int future) throws InterruptedException {
    int last = slot.window.length - 1;
    int middle = last / 2;
    Mat flow = null;
    for (int k = 1; k <= middle; k++) {
      if (k > future || ring.get(centre + k).startsScene()) {
        Arrays.fill(slot.window, middle + k, last + 1, slot.window[middle + k - 1]);
        return;
      }
      Slot neighbour = ring.get(centre + k);
      flow = k == 1 ? neighbour.forward : chain(flow, neighbour.forward);
      place(slot, middle + k, neighbour.picture, flow);
    }
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
  public static void giveBack(Slot slot, PicturePool pool) {
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
