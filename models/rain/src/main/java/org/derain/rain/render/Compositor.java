package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Lays grey light over planes Y, U and V, CV_32FC1, in place: chroma moves to its neutral value as
 * far as it is covered.
 */
final class Compositor implements AutoCloseable {
  private static final double NEUTRAL = 128;
  private static final double BLACK = 16;
  private static final double WHITE = 235;

  /** Dodged light is at most four times as bright. */
  private static final double DODGED = 0.75;

  private final Workspace work = new Workspace();
  private final Mat change = work.mat();
  private final Mat coarse = work.mat();
  private final Mat grey = work.mat();

  /** I' = (1 - a)I + a·L, with a and L for each pixel of Y. */
  void cover(Mat[] planes, Mat cover, Mat light) {
    opencv_core.subtract(light, planes[0], change);
    opencv_core.multiply(cover, change, change);
    opencv_core.add(planes[0], change, planes[0]);
    grey(planes, cover);
  }

  /** Takes colours away as far as they are covered. */
  private void grey(Mat[] planes, Mat cover) {
    try (Size half = planes[1].size()) {
      opencv_imgproc.resize(cover, coarse, half, 0, 0, opencv_imgproc.INTER_AREA);
    }
    for (int p = 1; p < 3; p++) {
      towards(planes[p], NEUTRAL, coarse, grey);
    }
  }

  /** I' = (1 - a)I + a·white. */
  void screen(Mat[] planes, Mat cover) {
    towards(planes[0], WHITE, cover, change);
    grey(planes, cover);
  }

  /** I' = I + a·L; chroma stays. */
  void add(Mat[] planes, Mat cover, Mat light) {
    opencv_core.multiply(cover, light, change);
    opencv_core.add(planes[0], change, planes[0]);
  }

  /** I' = I / (1 - a) above black; colours grow alike. */
  void dodge(Mat[] planes, Mat cover) {
    opencv_imgproc.threshold(cover, change, DODGED, 0, opencv_imgproc.THRESH_TRUNC);
    change.convertTo(change, CV_32FC1, -1, 1);
    opencv_core.divide(1, change, change);
    try (Size half = planes[1].size()) {
      opencv_imgproc.resize(change, coarse, half, 0, 0, opencv_imgproc.INTER_AREA);
    }
    for (int p = 0; p < 3; p++) {
      double origin = p == 0 ? BLACK : NEUTRAL;
      planes[p].convertTo(planes[p], CV_32FC1, 1, -origin);
      opencv_core.multiply(planes[p], p == 0 ? change : coarse, planes[p]);
      planes[p].convertTo(planes[p], CV_32FC1, 1, origin);
    }
  }

  /** I' = I·t + A·(1 - t). */
  void veil(Mat[] planes, VeilMap veil, double airlight) {
    for (int p = 0; p < 3; p++) {
      towards(planes[p], p == 0 ? airlight : NEUTRAL, veil.share(p), p == 0 ? change : grey);
    }
  }

  private static void towards(Mat plane, double value, Mat share, Mat change) {
    plane.convertTo(change, CV_32FC1, -1, value);
    opencv_core.multiply(share, change, change);
    opencv_core.add(plane, change, plane);
  }

  @Override
  public void close() {
    work.close();
  }
}
