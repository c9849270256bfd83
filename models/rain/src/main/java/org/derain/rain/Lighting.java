package org.derain.rain;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What a drop at each place of a picture shows. It gathers light from nearly all around, so mostly
 * the bright part of the scene behind and above it.
 */
final class Lighting {
  /** Brightest surroundings: this many standard deviations above the mean. */
  private static final double BRIGHT = 1.6;

  /** White, and no brighter. */
  private static final double WHITE = 235;

  /** Pixels of a cell of the coarse picture. */
  private static final int CELL = 24;

  private Lighting() {}

  /**
   * In the picture's own luma, as picture editors would do it.
   *
   * @param ambient share of the brightest part, 0 to 1; the rest is what is around
   */
  static Mat ofLuma(Mat luma, double ambient) {
    double bright = Math.min(WHITE, bright(luma) + 12);
    Mat around = enlarged(coarse(luma), luma);
    around.convertTo(around, CV_32FC1, (1 - ambient) * 1.15, ambient * bright + (1 - ambient) * 18);
    return around;
  }

  /** In linear light. */
  static Mat ofLinear(Mat linear, double ambient) {
    double bright = Math.min(Tone.linear(WHITE), bright(linear) + Tone.linear(30));
    Mat coarse = coarse(linear);
    // Means of what lies above and beside.
    int across = Math.max(1, coarse.cols() / 3) | 1;
    int up = Math.max(1, coarse.rows() / 2);
    Mat above = new Mat();
    opencv_imgproc.blur(
        coarse,
        above,
        new Size(across, up),
        new Point(across / 2, up - 1),
        opencv_core.BORDER_REPLICATE);
    Mat behind = new Mat();
    opencv_core.addWeighted(coarse, 0.5, above, 0.5, 0, behind);
    Mat light = enlarged(behind, linear);
    light.convertTo(
        light, CV_32FC1, (1 - ambient) * 1.2, ambient * bright + (1 - ambient) * Tone.linear(30));
    return light;
  }

  /** A small picture of means. */
  static Mat coarse(Mat plane) {
    Mat coarse = new Mat();
    int columns = Math.max(2, plane.cols() / CELL);
    int rows = Math.max(2, plane.rows() / CELL);
    opencv_imgproc.resize(plane, coarse, new Size(columns, rows), 0, 0, opencv_imgproc.INTER_AREA);
    return coarse;
  }

  /** A small picture at the size of another. */
  static Mat enlarged(Mat coarse, Mat like) {
    Mat large = new Mat();
    opencv_imgproc.resize(coarse, large, like.size(), 0, 0, opencv_imgproc.INTER_LINEAR);
    return large;
  }

  private static double bright(Mat plane) {
    Mat mean = new Mat();
    Mat deviation = new Mat();
    opencv_core.meanStdDev(plane, mean, deviation);
    return mean.createIndexer().getDouble(0) + BRIGHT * deviation.createIndexer(true).getDouble(0);
  }
}
