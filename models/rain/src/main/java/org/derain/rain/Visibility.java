package org.derain.rain;

/**
 * Whether anybody could tell that it rains in a picture. Where a veil explains all that rain
 * changed, or it changed next to nothing, the picture could as well be hazy or dry.
 */
public final class Visibility {
  /** 8-bit steps by which a point stands out of its block as it would be without rain. */
  private static final double OUT = 5;

  /** Share of such points from which on somebody could say that it rains. */
  private static final double TOLD = 0.003;

  private static final int BLOCK = 16;

  private Visibility() {}

  /**
   * Whether at least 0.3 % of the points are further than 5 of 255 steps from the best a·truth + b
   * of their block of 16x16.
   *
   * @param rainy 8-bit luma, row by row
   * @param from where it begins in {@code rainy}
   * @param truth the same without rain and veil
   * @param width of a row; what does not fill a block at the right or the bottom does not count
   */
  public static boolean told(byte[] rainy, int from, byte[] truth, int width) {
    int columns = width / BLOCK;
    int rows = truth.length / width / BLOCK;
    int out = 0;
    for (int block = 0; block < rows * columns; block++) {
      int at = block / columns * BLOCK * width + block % columns * BLOCK;
      out += standOut(rainy, from, truth, at, width);
    }
    return out >= TOLD * rows * columns * BLOCK * BLOCK;
  }

  /** Points of a block that a veil does not explain. */
  private static int standOut(byte[] luma, int from, byte[] truth, int corner, int width) {
    int n = BLOCK * BLOCK;
    double t = 0;
    double r = 0;
    double tt = 0;
    double tr = 0;
    for (int i = 0; i < n; i++) {
      int at = corner + i / BLOCK * width + i % BLOCK;
      int clean = truth[at] & 255;
      int rainy = luma[from + at] & 255;
      t += clean;
      r += rainy;
      tt += clean * clean;
      tr += clean * rainy;
    }
    double a = Math.max(0.3, Math.min(1.2, (tr - t * r / n) / (tt - t * t / n + n)));
    double b = (r - a * t) / n;
    int count = 0;
    for (int i = 0; i < n; i++) {
      int at = corner + i / BLOCK * width + i % BLOCK;
      double error = (luma[from + at] & 255) - a * (truth[at] & 255) - b;
      count += Math.abs(error) > OUT ? 1 : 0;
    }
    return count;
  }
}
