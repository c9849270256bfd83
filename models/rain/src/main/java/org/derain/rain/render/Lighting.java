package org.derain.rain.render;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What a drop at each place of a picture shows. It gathers light from nearly all around, so mostly
 * the bright part of the scene behind and above it. Works on small pictures: drops blur.
 */
final class Lighting implements AutoCloseable {
  /** Brightest surroundings: this many standard deviations above the mean. */
  private static final double BRIGHT = 1.6;

  /** White, and no brighter. */
  private static final double WHITE = 235;

  /** Pixels of a cell of the first and of the coarsest picture. */
  private static final int FINE = 4;

  private static final int CELL = 24;

  private final double ambient;
  private final Workspace work = new Workspace();
  private final Mat fine = work.mat();
  private final Mat coarse = work.mat();
  private final Mat above = work.mat();
  private final Mat mean = work.mat();
  private final Mat deviation = work.mat();

  /**
   * Lighting of a clip.
   *
   * @param ambient share of the brightest part, 0 to 1; the rest is what is around
   */
  Lighting(double ambient) {
    this.ambient = ambient;
  }

  /** Of luma, as picture editors would do it; small, valid until the next call. */
  Mat ofLuma(Mat luma) {
    reduce(luma);
    double bright = Math.min(WHITE, bright() + 12);
    coarse.convertTo(coarse, CV_32FC1, (1 - ambient) * 1.15, ambient * bright + (1 - ambient) * 18);
    return coarse;
  }

  /** Of linear light; small, valid until the next call. */
  Mat ofLinear(Mat linear) {
    reduce(linear);
    double dim = Tone.linear(30);
    double bright = Math.min(Tone.linear(WHITE), bright() + dim);
    // Half of what lies behind, half of the mean of what lies above and beside.
    int across = Math.max(1, coarse.cols() / 3) | 1;
    int up = Math.max(1, coarse.rows() / 2);
    try (Size size = new Size(across, up);
        Point anchor = new Point(across / 2, up - 1)) {
      opencv_imgproc.blur(coarse, above, size, anchor, opencv_core.BORDER_REPLICATE);
    }
    double share = 0.6 * (1 - ambient);
    opencv_core.addWeighted(
        coarse, share, above, share, ambient * bright + (1 - ambient) * dim, coarse);
    return coarse;
  }

  private void reduce(Mat plane) {
    resize(plane, fine, FINE);
    try (Size size = new Size(Math.max(2, plane.cols() / CELL), Math.max(2, plane.rows() / CELL))) {
      opencv_imgproc.resize(fine, coarse, size, 0, 0, opencv_imgproc.INTER_AREA);
    }
  }

  private double bright() {
    opencv_core.meanStdDev(fine, mean, deviation);
    return value(mean) + BRIGHT * value(deviation);
  }

  private static double value(Mat one) {
    try (var values = one.<org.bytedeco.javacpp.indexer.DoubleIndexer>createIndexer()) {
      return values.get(0);
    }
  }

  /** Means of squares of so many pixels. */
  static void resize(Mat plane, Mat into, int times) {
    try (Size size =
        new Size(Math.max(2, plane.cols() / times), Math.max(2, plane.rows() / times))) {
      opencv_imgproc.resize(plane, into, size, 0, 0, opencv_imgproc.INTER_AREA);
    }
  }

  /** A small picture at the size of another. */
  static void enlarge(Mat coarse, Mat into, Mat like) {
    try (Size size = like.size()) {
      opencv_imgproc.resize(coarse, into, size, 0, 0, opencv_imgproc.INTER_LINEAR);
    }
  }

  @Override
  public void close() {
    work.close();
  }
}
