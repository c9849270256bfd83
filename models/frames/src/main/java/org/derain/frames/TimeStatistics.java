package org.derain.frames;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What stands still in a picture and what changes, place by place, over frames far apart: what the
 * network that finds drops on the glass looks at. One object per clip.
 */
public final class TimeStatistics implements AutoCloseable {
  /** Frames over which they are to be made. */
  public static final int FRAMES = 24;

  /** Samples of luma of a picture on which they are to be made, more or less. */
  public static final int AREA = 320 * 180;

  /** Statistics of each place. */
  public static final int CHANNELS = 13;

  /** Side of the mean of what surrounds a place, in samples. */
  private static final int AROUND = 25;

  /** Largest magnitude of a statistic. */
  private static final double MOST = 4;

  private static final int LUMA = 0;
  private static final int SQUARES = 1;
  private static final int EDGES = 2;
  private static final int CHANGE = 3;
  private static final int WIDE = 4;
  private static final int WIDE_SQUARES = 5;
  private static final int PRODUCTS = 6;
  private static final int DETAIL = 7;

  private final Mat[] sums = new Mat[8];
  private final Mat[] colours = new Mat[2];
  private final Mat least;
  private final Mat most;
  private final Mat before = new Mat();
  private final int columns;
  private final int rows;
  private int frames;

  /** Statistics of pictures of a size, which is even. */
  public TimeStatistics(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = filled(columns, rows, 0);
    }
    for (int i = 0; i < colours.length; i++) {
      colours[i] = filled(columns / 2, rows / 2, 0);
    }
    least = filled(columns, rows, 255);
    most = filled(columns, rows, 0);
  }

  private static Mat filled(int columns, int rows, double value) {
    try (Scalar all = Scalar.all(value)) {
      return new Mat(rows, columns, CV_32FC1, all);
    }
  }

  /** The size on which pictures are looked at: even sides, {@link #AREA} samples, no larger. */
  public static int[] size(int width, int height) {
    double factor = Math.max(1, Math.sqrt((double) width * height / AREA));
    return new int[] {
      Math.max(2, 2 * (int) Math.round(width / factor / 2)),
      Math.max(2, 2 * (int) Math.round(height / factor / 2))
    };
  }

  /** How many frames were seen. */
  public int frames() {
    return frames;
  }

  /**
   * Looks at a frame.
   *
   * @param planes Y, U, V as CV_32FC1 in 8-bit steps, 0 to 255; U and V of half the size
   */
  public void add(Mat[] planes) {
    try (PointerScope scope = new PointerScope()) {
      Mat luma = planes[0];
      Mat wide = new Mat();
      opencv_imgproc.blur(luma, wide, new Size(AROUND, AROUND));
      opencv_core.add(sums[LUMA], luma, sums[LUMA]);
      opencv_core.add(sums[WIDE], wide, sums[WIDE]);
      opencv_imgproc.accumulateSquare(luma, sums[SQUARES]);
      opencv_imgproc.accumulateSquare(wide, sums[WIDE_SQUARES]);
      opencv_imgproc.accumulateProduct(luma, wide, sums[PRODUCTS]);
      opencv_core.add(sums[EDGES], edges(luma), sums[EDGES]);
      Mat smooth = new Mat();
      opencv_imgproc.blur(luma, smooth, new Size(3, 3));
      Mat apart = new Mat();
      opencv_core.absdiff(luma, smooth, apart);
      opencv_core.add(sums[DETAIL], apart, sums[DETAIL]);
      if (frames > 0) {
        opencv_core.absdiff(luma, before, apart);
        opencv_core.add(sums[CHANGE], apart, sums[CHANGE]);
      }
      luma.copyTo(before);
      opencv_core.min(least, luma, least);
      opencv_core.max(most, luma, most);
      opencv_core.add(colours[0], planes[1], colours[0]);
      opencv_core.add(colours[1], planes[2], colours[1]);
      frames++;
    }
  }

  private static Mat edges(Mat luma) {
    Mat across = new Mat();
    Mat down = new Mat();
    opencv_imgproc.Sobel(luma, across, CV_32FC1, 1, 0);
    opencv_imgproc.Sobel(luma, down, CV_32FC1, 0, 1);
    Mat strength = new Mat();
    opencv_core.magnitude(across, down, strength);
    return strength;
  }

  /** Mean absolute change of luma from one frame that was looked at to the next, in 8-bit steps. */
  public double change() {
    try (Scalar mean = opencv_core.mean(sums[CHANGE])) {
      return mean.get(0) / Math.max(1, frames - 1);
    }
  }

  /**
   * The statistics, one plane behind the other, {@link #CHANNELS} of them.
   *
   * @param into where they are put
   * @param at place of the first
   */
  public void put(float[] into, int at) {
    try (PointerScope scope = new PointerScope()) {
      double share = 1.0 / frames;
      Mat mean = scaled(sums[LUMA], share, 0);
      Mat deviation = deviation(sums[LUMA], sums[SQUARES]);
      Mat wide = deviation(sums[WIDE], sums[WIDE_SQUARES]);
      Mat strength = scaled(sums[EDGES], share, 0);
      Mat still = edges(mean);
      Mat ratio = new Mat();
      opencv_core.divide(still, scaled(strength, 1, 8), ratio);
      Mat product = new Mat();
      opencv_core.multiply(mean, scaled(sums[WIDE], share, 0), product);
      Mat together = new Mat();
      opencv_core.subtract(scaled(sums[PRODUCTS], share, 0), product, together);
      Mat both = new Mat();
      opencv_core.multiply(deviation, wide, both);
      Mat correlation = new Mat();
      opencv_core.divide(together, scaled(both, 1, 4), correlation);
      Mat apart = new Mat();
      opencv_core.subtract(mean, scaled(least, 1, 0), apart);
      Mat above = new Mat();
      opencv_core.subtract(most, mean, above);
      Mat[] channels = {
        scaled(mean, 1 / 64.0, -2),
        whole(colours[0], share),
        whole(colours[1], share),
        scaled(deviation, 1 / 16.0, 0),
        scaled(strength, 1 / 64.0, 0),
        scaled(still, 1 / 64.0, 0),
        scaled(ratio, 2, 0),
        scaled(sums[CHANGE], 1 / 16.0 / Math.max(1, frames - 1), 0),
        scaled(wide, 1 / 16.0, 0),
        correlation,
        scaled(sums[DETAIL], share / 4, 0),
        scaled(apart, 1 / 32.0, 0),
        scaled(above, 1 / 32.0, 0)
      };
      int place = at;
      float[] values = new float[columns * rows];
      for (Mat channel : channels) {
        opencv_core.min(channel, new Mat(Scalar.all(MOST)), channel);
        opencv_core.max(channel, new Mat(Scalar.all(-MOST)), channel);
        java.nio.FloatBuffer buffer = channel.createBuffer();
        buffer.get(values);
        System.arraycopy(values, 0, into, place, values.length);
        place += values.length;
      }
    }
  }

  private Mat whole(Mat colour, double share) {
    Mat large = new Mat();
    opencv_imgproc.resize(scaled(colour, share / 16, -8), large, new Size(columns, rows), 0, 0, 1);
    return large;
  }

  private Mat deviation(Mat sum, Mat squares) {
    Mat mean = scaled(sum, 1.0 / frames, 0);
    opencv_core.multiply(mean, mean, mean);
    Mat variance = new Mat();
    opencv_core.subtract(scaled(squares, 1.0 / frames, 0), mean, variance);
    opencv_imgproc.threshold(variance, variance, 0, 0, opencv_imgproc.THRESH_TOZERO);
    opencv_core.sqrt(variance, variance);
    return variance;
  }

  private static Mat scaled(Mat from, double factor, double more) {
    Mat into = new Mat();
    from.convertTo(into, CV_32FC1, factor, more);
    return into;
  }

  @Override
  public void close() {
    for (Mat[] mats : new Mat[][] {sums, colours, {least, most, before}}) {
      for (Mat mat : mats) {
        mat.close();
      }
    }
  }
}
