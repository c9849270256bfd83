package org.derain.pipeline.window;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds scene changes on reduced luma, in the manner of FFmpeg's {@code select=scene}: the mean
 * absolute difference to the frame before, and how much it grew, must both be large. Unlike there,
 * frames are averaged to a coarse grid first, so that rain, noise and small motion vanish, and
 * brought to mean 0 and deviation 1, so that exposure does not count. Not thread-safe.
 */
public final class SceneCut implements AutoCloseable {
  /**
   * A cut has a score above this, in standard deviations of the picture. On forty clips, day and
   * night, still, shaken and driving, changes inside a scene scored up to 0.26 (heavy rain with a
   * hand-held camera; 0.2 without rain), and 19 of 20 cuts between two of them above 0.55.
   */
  public static final double THRESHOLD = 0.4;

  private static final int COLUMNS = 32;
  private static final int ROWS = 18;

  /** Deviations below this many grey levels are noise: flat pictures are not stretched. */
  private static final double FLAT = 4;

  private final Size size = new Size(COLUMNS, ROWS);
  private final Mat coarse = new Mat();
  private final Mat mean = new Mat();
  private final Mat deviation = new Mat();
  private Mat before = new Mat();
  private Mat now = new Mat();
  private double differenceBefore;

  /**
   * Takes the next frame.
   *
   * @param reduced its 8-bit luma, of any size
   * @return whether it is the first of a new scene; so is the first frame of all
   */
  public boolean next(Mat reduced) {
    return score(reduced) > THRESHOLD;
  }

  /** Takes the next frame and returns its score; infinite for the first. */
  double score(Mat reduced) {
    opencv_imgproc.resize(reduced, coarse, size, 0, 0, opencv_imgproc.INTER_AREA);
    opencv_core.meanStdDev(coarse, mean, deviation);
    double gain = 1 / Math.max(FLAT, number(deviation));
    coarse.convertTo(now, CV_32FC1, gain, -gain * number(mean));
    double score = Double.POSITIVE_INFINITY;
    if (!before.empty()) {
      double difference =
          opencv_core.norm(now, before, opencv_core.NORM_L1, null) / (COLUMNS * ROWS);
      score = Math.min(difference, difference - differenceBefore);
      differenceBefore = difference;
    }
    Mat spare = before;
    before = now;
    now = spare;
    return score;
  }

  private static double number(Mat one) {
    return new DoublePointer(one.data()).get();
  }

  @Override
  public void close() {
    for (Mat mat : new Mat[] {coarse, mean, deviation, before, now}) {
      mat.close();
    }
    size.close();
  }
}
