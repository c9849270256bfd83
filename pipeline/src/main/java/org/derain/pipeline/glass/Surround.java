package org.derain.pipeline.glass;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Fills holes from around them by normalised convolution (Knutsson and Westin, CVPR 1993): the mean
 * of what is known nearby, over windows that grow until they reach something. How much is known in
 * each window is found once for all that is filled. To be made outside of any PointerScope.
 */
final class Surround implements AutoCloseable {
  /** Radii of the windows in samples, the widest first. */
  private static final int[] RADII = {96, 48, 24, 12, 6, 3};

  /** Share of a window that is known, from which on it counts alone. */
  private static final double ENOUGH = 0.15;

  private final int channels;
  private final Mat known = new Mat();
  private final Mat[] weights = new Mat[RADII.length];
  private final Mat[] shares = new Mat[RADII.length];

  /** For values of so many channels; nothing is known yet. */
  Surround(int channels) {
    this.channels = channels;
    for (int i = 0; i < RADII.length; i++) {
      weights[i] = new Mat();
      shares[i] = new Mat();
    }
  }

  /**
   * Other holes.
   *
   * @param one CV_32FC1, 1 where something is known and 0 in holes
   */
  void fit(Mat one) {
    try (PointerScope scope = new PointerScope()) {
      spread(one, known);
      for (int i = 0; i < RADII.length; i++) {
        box(known, weights[i], RADII[i]);
        opencv_imgproc.threshold(weights[i], shares[i], ENOUGH, 0, opencv_imgproc.THRESH_TRUNC);
        shares[i].convertTo(shares[i], -1, 1 / ENOUGH, 0);
        weights[i].convertTo(weights[i], -1, 1, 1e-6);
      }
    }
  }

  /**
   * What surrounds each place: the mean of the smallest window in which enough is known; 0 where
   * nothing is. To be used within a PointerScope, which owns what it gives back.
   */
  Mat fill(Mat values) {
    Mat seen = new Mat();
    opencv_core.multiply(values, known, seen);
    Mat filled = mean(seen, 0);
    for (int i = 1; i < RADII.length; i++) {
      Mat nearer = mean(seen, i);
      opencv_core.subtract(nearer, filled, nearer);
      opencv_core.multiply(nearer, shares[i], nearer);
      opencv_core.add(filled, nearer, filled);
    }
    return filled;
  }

  private Mat mean(Mat seen, int window) {
    Mat sums = new Mat();
    box(seen, sums, RADII[window]);
    opencv_core.divide(sums, weights[window], sums);
    return sums;
  }

  private static void box(Mat from, Mat into, int radius) {
    opencv_imgproc.blur(from, into, new Size(2 * radius + 1, 2 * radius + 1));
  }

  private void spread(Mat one, Mat all) {
    Mat[] same = new Mat[channels];
    Arrays.fill(same, one);
    opencv_core.merge(new MatVector(same), all);
  }

  @Override
  public void close() {
    known.close();
    for (int i = 0; i < RADII.length; i++) {
      weights[i].close();
      shares[i].close();
    }
  }
}
