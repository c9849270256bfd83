package org.derain.pipeline.glass;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Fills holes from around them by normalised convolution (Knutsson and Westin, CVPR 1993): the mean
 * of what is known nearby, over windows that grow until they reach something. To be used within a
 * PointerScope, which owns all that it makes.
 */
final class Surround {
  /** Radii of the windows in samples, the widest first. */
  private static final int[] RADII = {96, 48, 24, 12, 6, 3};

  /** Share of a window that is known, from which on it counts alone. */
  private static final double ENOUGH = 0.15;

  private final Mat known;

  /**
   * For holes.
   *
   * @param known CV_32FC1, 1 where something is known and 0 in holes
   */
  Surround(Mat known) {
    this.known = known;
  }

  /** Mean of what is known within a radius; 0 where nothing is. Of one channel or several. */
  Mat mean(Mat values, int radius) {
    Mat weights = new Mat();
    Mat sums = new Mat();
    Mat count = spread(known, values.channels());
    opencv_core.multiply(values, count, sums);
    box(sums, sums, radius);
    box(count, weights, radius);
    weights.convertTo(weights, -1, 1, 1e-6);
    opencv_core.divide(sums, weights, sums);
    return sums;
  }

  /** What surrounds each place: the mean of the smallest window in which enough is known. */
  Mat fill(Mat values) {
    Mat filled = mean(values, RADII[0]);
    for (int i = 1; i < RADII.length; i++) {
      Mat nearer = mean(values, RADII[i]);
      Mat share = new Mat();
      box(known, share, RADII[i]);
      opencv_imgproc.threshold(share, share, ENOUGH, 0, opencv_imgproc.THRESH_TRUNC);
      share.convertTo(share, CV_32FC1, 1 / ENOUGH, 0);
      opencv_core.subtract(nearer, filled, nearer);
      opencv_core.multiply(nearer, spread(share, values.channels()), nearer);
      opencv_core.add(filled, nearer, filled);
    }
    return filled;
  }

  private static void box(Mat from, Mat into, int radius) {
    opencv_imgproc.blur(from, into, new Size(2 * radius + 1, 2 * radius + 1));
  }

  private static Mat spread(Mat one, int channels) {
    if (channels == 1) {
      return one;
    }
    Mat all = new Mat();
    opencv_core.merge(new MatVector(one, one), all);
    return all;
  }
}
