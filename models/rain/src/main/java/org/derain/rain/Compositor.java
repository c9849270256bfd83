package org.derain.rain;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Lays grey light over planes Y, U and V, CV_32FC1, in place: chroma moves to its neutral value as
 * far as it is covered.
 */
final class Compositor {
  private static final double NEUTRAL = 128;
  private static final double BLACK = 16;

  private Compositor() {}

  /** I' = (1 - a)I + a·L, with a and L for each pixel of Y. */
  static void cover(Mat[] planes, Mat cover, Mat light) {
    Mat change = new Mat();
    opencv_core.subtract(light, planes[0], change);
    opencv_core.multiply(cover, change, change);
    opencv_core.add(planes[0], change, planes[0]);
    Mat coarse = new Mat();
    opencv_imgproc.resize(cover, coarse, planes[1].size(), 0, 0, opencv_imgproc.INTER_AREA);
    for (int p = 1; p < 3; p++) {
      towards(planes[p], NEUTRAL, coarse);
    }
  }

  /** I' = I + a·L; chroma stays. */
  static void add(Mat[] planes, Mat cover, Mat light) {
    Mat change = new Mat();
    opencv_core.multiply(cover, light, change);
    opencv_core.add(planes[0], change, planes[0]);
  }

  /** I' = I / (1 - a) above black, at most four times as bright; colours grow alike. */
  static void dodge(Mat[] planes, Mat cover) {
    Mat gain = new Mat();
    cover.convertTo(gain, CV_32FC1, -1, 1);
    opencv_core.max(gain, new Mat(gain.size(), CV_32FC1, Scalar.all(0.25)), gain);
    opencv_core.divide(1, gain, gain);
    Mat coarse = new Mat();
    opencv_imgproc.resize(gain, coarse, planes[1].size(), 0, 0, opencv_imgproc.INTER_AREA);
    for (int p = 0; p < 3; p++) {
      double origin = p == 0 ? BLACK : NEUTRAL;
      planes[p].convertTo(planes[p], CV_32FC1, 1, -origin);
      opencv_core.multiply(planes[p], p == 0 ? gain : coarse, planes[p]);
      planes[p].convertTo(planes[p], CV_32FC1, 1, origin);
    }
  }

  /** I' = I·t + A·(1 - t). */
  static void veil(Mat[] planes, VeilMap veil, double airlight) {
    for (int p = 0; p < 3; p++) {
      towards(planes[p], p == 0 ? airlight : NEUTRAL, veil.share(p));
    }
  }

  private static void towards(Mat plane, double value, Mat share) {
    Mat change = new Mat();
    plane.convertTo(change, CV_32FC1, -1, value);
    opencv_core.multiply(share, change, change);
    opencv_core.add(plane, change, plane);
  }
}
