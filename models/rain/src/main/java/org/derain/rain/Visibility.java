package org.derain.rain;

import org.derain.frames.Picture;
import org.derain.rain.render.Rain;

/**
 * Whether anybody could tell that it rains in a picture. Where a veil explains all that rain
 * changed, or it changed next to nothing, or noise and recompression hide it, the picture could as
 * well be hazy or dry.
 *
 * @param rainy luma with rain as the camera gives it
 * @param rainyLight the same as light, before noise and recompression
 * @param truth luma without rain and veil as the camera gives it
 * @param truthLight the same as light
 * @param veiledLight the same under the veil alone, as {@link Rain#veiled} gives it
 * @param width of a row, in all five
 * @param noise deviation of the sensor's noise; all in 8-bit steps
 */
public record Visibility(
    byte[] rainy,
    byte[] rainyLight,
    byte[] truth,
    byte[] truthLight,
    byte[] veiledLight,
    int width,
    double noise) {
  /** Steps by which a point stands out of its block as it would be without rain. */
  private static final double OUT = 5;

  /** The same in deviations of the noise. */
  private static final double OUT_OF_NOISE = 1.5;

  /** How much of that must be left after recompression. */
  private static final double LEFT = 0.5;

  /** Share of such points from which on somebody could say that it rains. */
  private static final double TOLD = 0.003;

  private static final int BLOCK = 16;

  /** Of pictures of which only is known what the camera gave. */
  public static Visibility of(Picture rainy, Picture truth) {
    byte[] wet = rainy.luma();
    byte[] dry = truth.luma();
    return new Visibility(wet, wet, dry, dry, dry, truth.format().width(), 0);
  }

  /**
   * Whether at least 0.3 % of the points stand out, as light, by more than 5 of 255 steps and 1.5
   * deviations of the noise from the best a·veiled + b of their block of 16x16, and still by half
   * of that when recompressed.
   *
   * @param column where a part of the picture begins, and {@code row}
   * @param columns how wide it is; what does not fill a block at the right or the bottom does not
   *     count
   */
  public boolean recognisable(int column, int row, int columns, int rows) {
    int across = columns / BLOCK;
    int down = rows / BLOCK;
    int out = 0;
    for (int block = 0; block < across * down; block++) {
      int y = row + block / across * BLOCK;
      int x = column + block % across * BLOCK;
      out += standOut(y * width + x);
    }
    return out >= TOLD * across * down * BLOCK * BLOCK;
  }

  /** Points of a block that a veil does not explain. */
  private int standOut(int corner) {
    int n = BLOCK * BLOCK;
    double t = 0;
    double r = 0;
    double tt = 0;
    double tr = 0;
    for (int i = 0; i < n; i++) {
      int at = corner + i / BLOCK * width + i % BLOCK;
      int clean = veiledLight[at] & 255;
      int wet = rainyLight[at] & 255;
      t += clean;
      r += wet;
      tt += clean * clean;
      tr += clean * wet;
    }
    double a = Math.max(0.3, Math.min(1.2, (tr - t * r / n) / (tt - t * t / n + n)));
    double b = (r - a * t) / n;
    double least = Math.max(OUT, OUT_OF_NOISE * noise);
    int count = 0;
    for (int i = 0; i < n; i++) {
      int at = corner + i / BLOCK * width + i % BLOCK;
      double veiled = a * (veiledLight[at] & 255) + b;
      double light = (rainyLight[at] & 255) - veiled;
      double noisy = (truth[at] & 255) - (truthLight[at] & 255);
      double seen = (rainy[at] & 255) - noisy - veiled;
      count +=
          Math.abs(light) > least && seen * Math.signum(light) > LEFT * Math.abs(light) ? 1 : 0;
    }
    return count;
  }
}
