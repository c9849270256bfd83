package org.derain.pipeline.window;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds scene changes on reduced luma, in the manner of FFmpeg's {@code select=scene}: the mean
 * absolute difference to the frame before, and how much it grew, must both be large. Unlike there,
 * frames are averaged to a coarse grid first, so that rain, noise and small motion vanish, and
 * brought to mean 0 and deviation 1, so that exposure does not count. What changes a small part of
 * the picture alone, however strongly, is no cut: a wiper, a truck that comes close. Not
 * thread-safe.
 */
public final class SceneCut implements AutoCloseable {
  /**
   * A cut has a score above this, in standard deviations of the picture. On forty clips, day and
   * night, still, shaken and driving, changes inside a scene scored up to 0.26 (heavy rain with a
   * hand-held camera; 0.2 without rain), and 19 of 20 cuts between two of them above 0.55.
   */
  public static final double THRESHOLD = 0.4;

  /** The cells of the grid that change least must change so much, too, on average. */
  private static final double EVERYWHERE = 0.15;

  /** How many those are: a wiper, its shadow and the cells that it touches are the others. */
  private static final double MOST = 0.8;

  /** The standard deviation of a normal distribution by its median deviation. */
  private static final double NORMAL = 1.4826;

  /** Grey levels are whole numbers: a smaller deviation is not known. */
  private static final double LEAST = 1;

  private static final int COLUMNS = 32;
  private static final int ROWS = 18;

  /** Deviations below this many grey levels are noise: flat pictures are not stretched. */
  private static final double FLAT = 4;

  private final Size size = new Size(COLUMNS, ROWS);
  private Mat coarse = new Mat();
  private Mat coarseBefore = new Mat();
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
    return score(reduced) > THRESHOLD && isEverywhere();
  }

  /**
   * Whether most of the picture changed. Where a wiper covers a tenth of it, the median moves, too:
   * grey levels are compared as they are as well as by median and median deviation, which alone
   * tell when the exposure changed. The smaller change counts.
   */
  private boolean isEverywhere() {
    if (coarseBefore.empty()) {
      return true;
    }
    float[] earlier = cells(coarseBefore);
    float[] later = cells(coarse);
    double unit = Math.max(deviation(earlier), deviation(later));
    double asTheyAre = change(earlier, later) / unit;
    return Math.min(asTheyAre, change(robust(earlier), robust(later))) > EVERYWHERE;
  }

  /** How much the cells that change least do so, on average. */
  private static double change(float[] earlier, float[] later) {
    float[] change = new float[later.length];
    for (int i = 0; i < change.length; i++) {
      change[i] = Math.abs(later[i] - earlier[i]);
    }
    Arrays.sort(change);
    int least = (int) (MOST * change.length);
    double sum = 0;
    for (int i = 0; i < least; i++) {
      sum += change[i];
    }
    return sum / least;
  }

  private static float[] cells(Mat grid) {
    byte[] levels = new byte[COLUMNS * ROWS];
    grid.data().get(levels);
    float[] cells = new float[levels.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = levels[i] & 255;
    }
    return cells;
  }

  /** The standard deviation in grey levels, as the median deviation tells it. */
  private static double deviation(float[] cells) {
    float median = median(cells.clone());
    float[] off = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      off[i] = Math.abs(cells[i] - median);
    }
    return Math.max(LEAST, NORMAL * median(off));
  }

  /** Cells with median 0 and deviation 1. */
  private static float[] robust(float[] cells) {
    float median = median(cells.clone());
    double gain = 1 / deviation(cells);
    float[] robust = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      robust[i] = (float) (gain * (cells[i] - median));
    }
    return robust;
  }

  private static float median(float[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Takes the next frame and returns its score; infinite for the first. */
  double score(Mat reduced) {
    Mat older = coarseBefore;
    coarseBefore = coarse;
    coarse = older;
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
    for (Mat mat : new Mat[] {coarse, coarseBefore, mean, deviation, before, now}) {
      mat.close();
    }
    size.close();
  }
}
