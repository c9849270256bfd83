package org.derain.training.select;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Statistics of a high pass, as shares that add up to 1 each.
 *
 * @param orientation of its gradients by their strength, over 180 degrees
 * @param length of its bright pieces by their area, in octaves of pixels
 * @param width of its bright pieces by their area, in octaves of pixels
 * @param contrast of its samples: darker and brighter than around, in octaves of 8-bit steps
 */
record Texture(double[] orientation, double[] length, double[] width, double[] contrast) {
  private static final int ORIENTATIONS = 12;
  private static final int LENGTHS = 7;
  private static final int WIDTHS = 5;
  private static final int OCTAVES = 6;

  /** Brighter than around by so many 8-bit steps, and by so many deviations: a piece. */
  private static final double LEAST = 4;

  private static final double DEVIATIONS = 1.5;

  /** The statistics of a high pass. */
  static Texture of(HighPass pass) {
    int side = pass.side();
    int[] v = new int[side * side];
    double squares = 0;
    double[] contrast = new double[2 * OCTAVES];
    for (int i = 0; i < v.length; i++) {
      v[i] = (pass.levels()[i] & 255) - HighPass.ZERO;
      squares += v[i] * v[i];
      contrast[octave(Math.abs(v[i]), OCTAVES) + (v[i] > 0 ? OCTAVES : 0)]++;
    }
    double[] length = new double[LENGTHS];
    double[] width = new double[WIDTHS];
    double border = Math.max(LEAST, DEVIATIONS * Math.sqrt(squares / v.length));
    pieces(v, side, border, length, width);
    return new Texture(
        shares(orientation(v, side)), shares(length), shares(width), shares(contrast));
  }

  /** Which octave a size is of: below 1, below 2, below 4 and so on; the last takes the rest. */
  private static int octave(double size, int count) {
    int octave = 0;
    for (double end = 1; size >= end && octave < count - 1; end *= 2) {
      octave++;
    }
    return octave;
  }

  private static double[] orientation(int[] v, int side) {
    double[] strength = new double[ORIENTATIONS];
    for (int y = 1; y < side - 1; y++) {
      for (int x = 1; x < side - 1; x++) {
        int at = y * side + x;
        int across = v[at + 1] - v[at - 1];
        int down = v[at + side] - v[at - side];
        double turn = Math.atan2(down, across) / Math.PI + 1;
        int bin = (int) (turn * ORIENTATIONS + 0.5) % ORIENTATIONS;
        strength[bin] += Math.hypot(across, down);
      }
    }
    return strength;
  }

  /** Connected bright pieces as ellipses of the same second moments. */
  private static void pieces(int[] v, int side, double border, double[] length, double[] width) {
    byte[] bright = new byte[v.length];
    for (int i = 0; i < v.length; i++) {
      bright[i] = (byte) (v[i] > border ? 1 : 0);
    }
    int[] labels = new int[v.length];
    int count;
    try (PointerScope scope = new PointerScope()) {
      Mat mask = new HighPass(bright, side).mat();
      Mat found = new Mat();
      count = opencv_imgproc.connectedComponents(mask, found);
      new IntPointer(found.data()).get(labels);
    }
    double[][] sums = new double[count][6];
    for (int i = 0; i < labels.length; i++) {
      double x = i % side;
      double y = i / side;
      double[] sum = sums[labels[i]];
      sum[0]++;
      sum[1] += x;
      sum[2] += y;
      sum[3] += x * x;
      sum[4] += y * y;
      sum[5] += x * y;
    }
    for (int i = 1; i < count; i++) {
      double n = sums[i][0];
      double mx = sums[i][1] / n;
      double my = sums[i][2] / n;
      double xx = sums[i][3] / n - mx * mx + 1.0 / 12;
      double yy = sums[i][4] / n - my * my + 1.0 / 12;
      double xy = sums[i][5] / n - mx * my;
      double middle = (xx + yy) / 2;
      double apart = Math.hypot((xx - yy) / 2, xy);
      length[octave(axis(middle + apart), LENGTHS)] += n;
      width[octave(axis(middle - apart), WIDTHS)] += n;
    }
  }

  /** Side of a box of a variance. */
  private static double axis(double variance) {
    return Math.sqrt(12 * Math.max(0, variance));
  }

  private static double[] shares(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = sum == 0 ? 1.0 / counts.length : counts[i] / sum;
    }
    return shares;
  }

  /** How far two are apart, 0 to 1: the mean of the total variation distances of the four. */
  double distance(Texture other) {
    return (apart(orientation, other.orientation)
            + apart(length, other.length)
            + apart(width, other.width)
            + apart(contrast, other.contrast))
        / 4;
  }

  private static double apart(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum / 2;
  }
}
