package org.derain.frames;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2d;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How far the whole picture moves, by phase correlation (Kuglin and Hines, 1975) at a quarter of
 * what flows are computed on: where to look for small motion when the camera pans faster than a
 * flow's own pyramid can follow. One object per thread.
 */
final class WholeShift implements AutoCloseable {
  private static final int SHRINK = 4;

  /** Sides below this, shrunk, hold too little for a correlation. */
  private static final int SMALL = 16;

  /** Shorter shifts, of the shrunk picture, a flow finds by itself. */
  private static final double SHORT = 2;

  /** Pictures overlap at least by this share of a side. */
  private static final double OVERLAP = 0.4;

  /** Pictures that differ by less on average, of 255, hardly moved. */
  private static final double ALIKE = 2;

  /** What may be left of the difference between the pictures when they are laid over each other. */
  private static final double LEFT = 0.8;

  private final Size size;
  private final boolean fits;
  private final Mat window = new Mat();
  private final Mat from = new Mat();
  private final Mat to = new Mat();
  private final Mat fromReal = new Mat();
  private final Mat toReal = new Mat();
  private final DoublePointer response = new DoublePointer(1);

  /** For pictures of this size. */
  WholeShift(int width, int height) {
    this.size = new Size(width / SHRINK, height / SHRINK);
    this.fits = Math.min(size.width(), size.height()) >= SMALL;
    if (fits) {
      opencv_imgproc.createHanningWindow(window, size, CV_32FC1);
    }
  }

  /** A shift in samples of the pictures, to the right and down. */
  record Shift(double x, double y) {
    static final Shift NONE = new Shift(0, 0);
  }

  /**
   * Where the content of {@code before} lies in {@code after}, as far as the whole picture moves;
   * none where that is little or does not bring the pictures clearly closer. 8-bit luma.
   */
  Shift find(Mat before, Mat after) {
    if (!fits) {
      return Shift.NONE;
    }
    opencv_imgproc.resize(before, from, size, 0, 0, opencv_imgproc.INTER_AREA);
    opencv_imgproc.resize(after, to, size, 0, 0, opencv_imgproc.INTER_AREA);
    double apart = distance(from, to);
    if (apart < ALIKE) {
      return Shift.NONE;
    }
    from.convertTo(fromReal, CV_32FC1);
    to.convertTo(toReal, CV_32FC1);
    try (Point2d shift = opencv_imgproc.phaseCorrelate(fromReal, toReal, window, response)) {
      double x = shift.x();
      double y = shift.y();
      boolean moved =
          Math.hypot(x, y) >= SHORT
              && distance((int) Math.round(x), (int) Math.round(y)) < LEFT * apart;
      return moved ? new Shift(x * SHRINK, y * SHRINK) : Shift.NONE;
    }
  }

  /** Where the pictures overlap when shifted; infinite where that is too little. */
  private double distance(int x, int y) {
    int width = size.width() - Math.abs(x);
    int height = size.height() - Math.abs(y);
    if (width < OVERLAP * size.width() || height < OVERLAP * size.height()) {
      return Double.POSITIVE_INFINITY;
    }
    try (Rect there = new Rect(Math.max(0, x), Math.max(0, y), width, height);
        Rect here = new Rect(Math.max(0, -x), Math.max(0, -y), width, height);
        Mat shifted = new Mat(to, there);
        Mat still = new Mat(from, here)) {
      return distance(still, shifted);
    }
  }

  private static double distance(Mat a, Mat b) {
    return opencv_core.norm(a, b, opencv_core.NORM_L1, null) / (a.rows() * a.cols());
  }

  @Override
  public void close() {
    for (Pointer pointer : new Pointer[] {size, window, from, to, fromReal, toReal, response}) {
      pointer.close();
    }
  }
}
