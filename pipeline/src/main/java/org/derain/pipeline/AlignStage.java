package org.derain.pipeline;

import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.zoo.Contract;

/**
 * Puts windows together: the neighbours of a frame inside its scene, warped onto its grid where
 * something moved. Beyond a cut or an end of the clip the nearest frame is repeated.
 */
final class AlignStage extends Stage implements AutoCloseable {
  private final PipelineOptions options;
  private final Aligner aligner;
  private final Pictures pool;
  private final Mat chained = new Mat();

  /** Time that the window in the making waited for the network to give pictures back. */
  private long idle;

  AlignStage(Ring ring, Flight flight, FrameFormat format, PipelineOptions options, Pictures pool) {
    super("align", ring, flight);
    this.options = options;
    this.aligner = new Aligner(format);
    this.pool = pool;
  }

  @Override
  void work(long sequence) throws InterruptedException {
    long centre = centre(sequence);
    if (centre < 0 || slot(centre).end || slot(centre).time.context) {
      return;
    }
    Slot slot = slot(centre);
    long start = System.nanoTime();
    idle = 0;
    slot.window[Contract.CENTRE] = slot.picture;
    past(slot, centre);
    future(slot, centre);
    slot.stamps.gate += System.nanoTime() - start - idle;
  }

  private void past(Slot slot, long centre) throws InterruptedException {
    if (slot.cut) {
      repeat(slot, 1, slot.picture);
      repeat(slot, 0, slot.picture);
      return;
    }
    Slot one = slot(centre - 1);
    place(slot, 1, one.picture, slot.backward);
    if (one.cut) {
      repeat(slot, 0, slot.window[1]);
    } else {
      place(slot, 0, slot(centre - 2).picture, chain(slot.backward, one.backward));
    }
  }

  private void future(Slot slot, long centre) throws InterruptedException {
    if (options.future() == 0 || startsScene(centre + 1)) {
      repeat(slot, 3, slot.picture);
      repeat(slot, 4, slot.picture);
      return;
    }
    Slot one = slot(centre + 1);
    place(slot, 3, one.picture, one.forward);
    if (startsScene(centre + 2)) {
      repeat(slot, 4, slot.window[3]);
    } else {
      Slot two = slot(centre + 2);
      place(slot, 4, two.picture, chain(one.forward, two.forward));
    }
  }

  private boolean startsScene(long sequence) {
    return slot(sequence).end || slot(sequence).cut;
  }

  private static void repeat(Slot slot, int index, Picture picture) {
    slot.window[index] = picture;
  }

  private Mat chain(Mat near, Mat far) {
    if (options.align()) {
      aligner.chain(near, far, chained);
    }
    return chained;
  }

  private void place(Slot slot, int index, Picture neighbour, Mat flow)
      throws InterruptedException {
    if (!options.align() || aligner.still(flow)) {
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

  @Override
  public void close() {
    aligner.close();
    chained.close();
  }
}
