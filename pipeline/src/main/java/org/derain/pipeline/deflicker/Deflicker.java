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
 * frame, the scene does not. The derained frames up to {@value #REACH} before and after, inside the
 * scene, are warped onto a frame, and the luma of all is averaged. A point of the k-th neighbour
 * has the weight exp(-(d / σ)²) / k, where d is its difference from the frame and σ = {@value
 * #NOISE} + {@value #DOUBT} c, both of 255; c is how much the network changed the frame: the more
 * rain it took out, the more it is likely to have left. All are means of 5x5. This happens only as
 * far as the network changed the picture around a point: what it left alone comes out bit for bit.
 * Chroma stays as it is.
 *
 * <p>Motion is found between the derained frames, since bright rain that is dense steers it, and
 * finer than for windows: here it decides how sharp the average is.
 *
 * <p>A frame depends on a fixed number of others, not on all before it: a part of a clip comes out
 * as it does in the whole, and nothing is resampled more than once. One object per thread.
 */
final class Deflicker implements AutoCloseable {
  /** Neighbours on each side. */
  static final int REACH = 2;

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
  private final Mat[] likeness = new Mat[REACH];
  private final Mat share = table(change -> Math.min(1, change / CHANGED));
  private final Size around = new Size(5, 5);
  private final Scalar own = Scalar.all(WEIGHT);
  private final Scalar zero = Scalar.all(0);
  private final Mat flow = new Mat();
  private final Mat longer = new Mat();
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
    for (int k = 1; k <= REACH; k++) {
      int distance = k;
      likeness[k - 1] = table(i -> Math.exp(-(i / STEP) * (i / STEP)) / distance);
    }
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
   * left out, and what lies beyond it.
   *
   * @param into receives the steadied frame
   * @return whether there was something to do; otherwise {@code into} is as it was
   */
  boolean steady(Ring ring, long place, Picture into) {
    Slot slot = ring.get(place);
    if (!begin(slot.picture, slot.derained)) {
      return false;
    }
    Mat luma = slot.derained.mat(0);
    for (int k = 1; k <= REACH && !ring.get(place - k + 1).cut; k++) {
      Slot neighbour = ring.get(place - k);
      if (neighbour.derained == null) {
        break;
      }
      step(k, backward(ring, place - k + 1));
      add(k, luma, neighbour.derained);
    }
    for (int k = 1; k <= REACH && !ring.get(place + k).startsScene(); k++) {
      Slot neighbour = ring.get(place + k);
      if (neighbour.derained == null) {
        break;
      }
      step(k, forward(ring, place + k));
      add(k, luma, neighbour.derained);
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

  private Mat backward(Ring ring, long sequence) {
    Slot slot = ring.get(sequence);
    if (!slot.fineBackwardKnown) {
      aligner.flow(reduced(slot), reduced(ring.get(sequence - 1)), slot.fineBackward);
      slot.fineBackwardKnown = true;
    }
    return slot.fineBackward;
  }

  private Mat forward(Ring ring, long sequence) {
    Slot slot = ring.get(sequence);
    if (!slot.fineForwardKnown) {
      aligner.flow(reduced(ring.get(sequence - 1)), reduced(slot), slot.fineForward);
      slot.fineForwardKnown = true;
    }
    return slot.fineForward;
  }

  private Mat reduced(Slot slot) {
    if (!slot.derainedReducedKnown) {
      aligner.reduce(slot.derained, slot.derainedReduced);
      slot.derainedReducedKnown = true;
    }
    return slot.derainedReduced;
  }

  /** Lengthens the motion by a step. */
  private void step(int k, Mat next) {
    if (k == 1) {
      next.copyTo(flow);
    } else {
      aligner.chain(flow, next, longer);
      longer.copyTo(flow);
    }
  }

  /** Adds the weighted difference of the k-th neighbour on a side. */
  private void add(int k, Mat luma, Picture neighbour) {
    Mat there = neighbour.mat(0);
    if (!aligner.still(flow)) {
      aligner.warpLuma(neighbour, flow, warped);
      there = warped;
    }
    compare(luma, there, distance);
    opencv_core.divide(distance, doubt, distance, STEP, -1);
    opencv_core.LUT(distance, likeness[k - 1], distance);
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
    for (Mat table : likeness) {
      table.close();
    }
    for (Pointer pointer :
        new Pointer[] {
          share,
          around,
          own,
          zero,
          flow,
          longer,
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
