package org.derain.pipeline.deflicker;

import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.function.IntToDoubleFunction;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.Slot;

/**
 * Evens out what flickers in derained frames: rain that the network left differs from frame to
 * frame, the scene does not. The derained frames before and after, inside the scene, are warped
 * onto a frame, and the luma of the three is averaged. A point of a neighbour has the weight
 * exp(-(d / σ)²), where d is its difference from the frame and σ = {@value #NOISE} + {@value
 * #DOUBT} c, both of 255; c is how much the network changed the frame: the more rain it took out,
 * the more it is likely to have left. All are means of 5x5. This happens only as far as the network
 * changed the picture around a point: what it left alone comes out bit for bit. Chroma stays as it
 * is.
 *
 * <p>Motion is found between the derained frames: bright rain that is dense steers that of the
 * windows, which would cost 0.03 to 0.13 dB here.
 *
 * <p>A frame depends on a fixed number of others, not on all before it: a part of a clip comes out
 * as it does in the whole, and nothing is resampled more than once. One object per thread.
 */
final class Deflicker implements AutoCloseable {
  /** Neighbours on each side: a second one brings 0.04 dB and costs as much as the first. */
  static final int REACH = 1;

  private static final double NOISE = 4;
  private static final double DOUBT = 0.4;

  /** Change by the network, of 255, from which the average counts fully. */
  private static final double CHANGED = 4;

  /**
   * The weight of the frame itself; of a neighbour at most. Three times 255 as much fits 16 bits.
   */
  private static final int WEIGHT = 31;

  /** Of d / σ, in a byte. */
  private static final double STEP = 64;

  private final double scale;
  private final int type;
  private final Aligner aligner;
  private final Mat likeness = table(i -> Math.exp(-(i / STEP) * (i / STEP)));
  private final Mat share = table(change -> Math.min(1, change / CHANGED));
  private final Size around = new Size(5, 5);
  private final Scalar own = Scalar.all(WEIGHT);
  private final Scalar zero = Scalar.all(0);
  private final Mat backward = new Mat();
  private final Mat warped = new Mat();
  private final Mat difference = new Mat();
  private final Mat gap = new Mat();
  private final Mat distance = new Mat();
  private final Mat changed = new Mat();
  private final Mat doubt = new Mat();
  private final Mat weight = new Mat();
  private final Mat sum = new Mat();
  private final Mat weights = new Mat();
  private final Mat none = new Mat();

  /** For pictures of one format. */
  Deflicker(FrameFormat format) {
    this.scale = 255.0 / format.peak();
    this.type = format.sampleBytes() == 1 ? CV_16SC1 : CV_32FC1;
    this.aligner = Aligner.fine(format);
  }

  private static Mat table(IntToDoubleFunction share) {
    Mat table = new Mat(1, 256, CV_8UC1);
    try (UByteIndexer entries = table.createIndexer()) {
      for (int i = 0; i < 256; i++) {
        entries.put(0, i, (int) Math.round(WEIGHT * share.applyAsDouble(i)));
      }
    }
    return table;
  }

  /**
   * Steadies the frame at a place of the ring, which is derained. A neighbour that was passed is
   * left out.
   *
   * @param into receives the steadied frame
   * @return whether there was something to do; otherwise {@code into} is as it was
   */
  boolean steady(Ring ring, long place, Picture into) {
    Slot slot = ring.get(place);
    if (!begin(slot.picture, slot.derained)) {
      return false;
    }
    Slot before = ring.get(place - 1);
    Slot after = ring.get(place + 1);
    if (!slot.cut && before.derained != null) {
      aligner.invert(forward(before, slot), backward);
      add(slot, before, backward);
    }
    if (!after.startsScene() && after.derained != null) {
      add(slot, after, forward(slot, after));
    }
    end(slot.derained, into);
    return true;
  }

  private boolean begin(Picture original, Picture derained) {
    Mat luma = derained.mat(0);
    compare(original.mat(0), luma, doubt);
    opencv_core.LUT(doubt, share, changed);
    if (opencv_core.countNonZero(changed) == 0) {
      return false;
    }
    doubt.convertTo(doubt, -1, DOUBT, NOISE);
    sum.create(luma.rows(), luma.cols(), type);
    weights.create(luma.rows(), luma.cols(), type);
    sum.put(zero);
    weights.put(own);
    return true;
  }

  private Mat reduced(Slot slot) {
    if (!slot.derainedReducedKnown) {
      aligner.reduce(slot.derained, slot.derainedReduced);
      slot.derainedReducedKnown = true;
    }
    return slot.derainedReduced;
  }

  /**
   * Where the points of a frame lie in the next one. The way back is its inverse: found between the
   * same pictures as well it would bring less than 0.01 dB.
   */
  private Mat forward(Slot slot, Slot next) {
    if (!next.derainedForwardKnown) {
      aligner.flow(reduced(slot), reduced(next), next.derainedForward);
      next.derainedForwardKnown = true;
    }
    return next.derainedForward;
  }

  /** Adds the weighted difference of a neighbour. */
  private void add(Slot slot, Slot neighbour, Mat flow) {
    Mat luma = slot.derained.mat(0);
    Mat there = neighbour.derained.mat(0);
    if (!aligner.still(flow)) {
      aligner.warpLuma(neighbour.derained, flow, warped);
      there = warped;
    }
    compare(luma, there, distance);
    opencv_core.divide(distance, doubt, distance, STEP, -1);
    opencv_core.LUT(distance, likeness, distance);
    distance.convertTo(weight, type);
    opencv_core.subtract(there, luma, difference, none, type);
    opencv_core.multiply(difference, weight, difference);
    opencv_core.add(sum, difference, sum);
    opencv_core.add(weights, weight, weights);
  }

  private void end(Picture derained, Picture into) {
    opencv_core.divide(sum, weights, sum);
    changed.convertTo(weight, type);
    opencv_core.multiply(sum, weight, sum, 1.0 / WEIGHT, -1);
    into.copyFrom(derained);
    opencv_core.add(derained.mat(0), sum, into.mat(0), none, into.mat(0).type());
  }

  /** The mean absolute difference around each point, of 255. */
  private void compare(Mat a, Mat b, Mat into) {
    opencv_core.absdiff(a, b, gap);
    gap.convertTo(into, CV_8UC1, scale, 0);
    opencv_imgproc.blur(into, into, around);
  }

  @Override
  public void close() {
    aligner.close();
    for (Pointer pointer :
        new Pointer[] {
          likeness,
          share,
          around,
          own,
          zero,
          backward,
          warped,
          difference,
          gap,
          distance,
          changed,
          doubt,
          weight,
          sum,
          weights,
          none
        }) {
      pointer.close();
    }
  }
}
