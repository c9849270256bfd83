package org.derain.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;
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

/**
 * Evens out what flickers in derained frames: rain that the network left differs from frame to
 * frame, the scene does not. The derained frames before and after are warped onto a frame, and the
 * luma of all three is averaged, each point of a neighbour with the weight exp(-(d / σ)²), where d
 * is its difference (mean of 3x3) from the frame and σ = {@value #SIGMA} of 255. This happens only
 * as far as the network changed the picture around a point: what it left alone comes out bit for
 * bit. Chroma stays as it is. One object per thread.
 */
final class Steadier implements AutoCloseable {
  private static final double SIGMA = 8;

  /** Change by the network, of 255, from which neighbours count fully. */
  private static final double CHANGED = 4;

  /** The weight of the frame itself; of a neighbour at most. */
  private static final int WEIGHT = 31;

  private final double scale;
  private final Aligner aligner;
  private final Picture result;
  private final Mat likeness = table(d -> Math.exp(-(d / SIGMA) * (d / SIGMA)));
  private final Mat share = table(change -> Math.min(1, change / CHANGED));
  private final Size near = new Size(3, 3);
  private final Size around = new Size(5, 5);
  private final Scalar own = Scalar.all(WEIGHT);
  private final Scalar zero = Scalar.all(0);
  private final Mat here = new Mat();
  private final Mat there = new Mat();
  private final Mat flow = new Mat();
  private final Mat warped = new Mat();
  private final Mat difference = new Mat();
  private final Mat size = new Mat();
  private final Mat changed = new Mat();
  private final Mat weight = new Mat();
  private final Mat sum = new Mat();
  private final Mat weights = new Mat();
  private final Mat none = new Mat();

  /** For pictures of one format. */
  Steadier(FrameFormat format) {
    this.scale = 255.0 / format.peak();
    this.aligner = new Aligner(format);
    this.result = new Picture(format);
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
   * Steadies a frame.
   *
   * @param original the frame as it was decoded
   * @param before the derained frame before; null at the beginning of a scene
   * @param derained the frame without rain
   * @param after the derained frame after; null at the end of a scene
   * @return the steadied frame, valid until the next call, or {@code derained} where there is
   *     nothing to do
   */
  Picture steady(Picture original, Picture before, Picture derained, Picture after) {
    Mat luma = derained.mat(0);
    distance(original.mat(0), luma, around, share, changed);
    if (before == null && after == null || opencv_core.countNonZero(changed) == 0) {
      return derained;
    }
    aligner.reduce(derained, here);
    sum.create(luma.rows(), luma.cols(), CV_16SC1);
    weights.create(luma.rows(), luma.cols(), CV_16SC1);
    sum.put(zero);
    weights.put(own);
    add(luma, before);
    add(luma, after);
    opencv_core.divide(sum, weights, sum);
    result.copyFrom(derained);
    opencv_core.add(luma, sum, result.mat(0), none, luma.type());
    return result;
  }

  /** Adds a neighbour's weighted difference. */
  private void add(Mat luma, Picture neighbour) {
    if (neighbour == null) {
      return;
    }
    aligner.reduce(neighbour, there);
    aligner.flow(here, there, flow);
    aligner.warpLuma(neighbour, flow, warped);
    distance(luma, warped, near, likeness, size);
    opencv_core.min(size, changed, size);
    size.convertTo(weight, CV_16SC1);
    opencv_core.subtract(warped, luma, difference, none, CV_16SC1);
    opencv_core.multiply(difference, weight, difference);
    opencv_core.add(sum, difference, sum);
    opencv_core.add(weights, weight, weights);
  }

  /** What a table says of the mean absolute difference around each point. */
  private void distance(Mat a, Mat b, Size window, Mat table, Mat into) {
    opencv_core.absdiff(a, b, difference);
    difference.convertTo(size, CV_8UC1, scale, 0);
    opencv_imgproc.blur(size, size, window);
    opencv_core.LUT(size, table, into);
  }

  @Override
  public void close() {
    aligner.close();
    result.close();
    for (Pointer pointer :
        new Pointer[] {
          likeness,
          share,
          near,
          around,
          own,
          zero,
          here,
          there,
          flow,
          warped,
          difference,
          size,
          changed,
          weight,
          sum,
          weights,
          none
        }) {
      pointer.close();
    }
  }
}
