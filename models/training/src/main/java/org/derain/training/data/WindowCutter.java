package org.derain.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.rain.Visibility;

/**
 * Cuts windows out of aligned pictures and their truth.
 *
 * @param side of a window in pixels
 */
public record WindowCutter(int side) {
  /** Mean change of luma, in 8-bit steps, below which nobody sees rain. */
  private static final double VISIBLE = 0.2;

  /**
   * Cuts at random.
   *
   * @param visibility of the rain in the centre; null: there is no rain at all
   * @param types what is known of the rain's type, for windows in which it is to be seen
   */
  public List<Sample> cut(
      Picture[] aligned,
      Picture truth,
      Visibility visibility,
      float[] types,
      Random random,
      int windows) {
    FrameFormat format = truth.format();
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < windows; n++) {
      int x = random.nextInt((format.width() - side) / 2 + 1) * 2;
      int y = random.nextInt((format.height() - side) / 2 + 1) * 2;
      int half = side / 2;
      byte[] luma = new byte[5 * side * side];
      byte[] chroma = new byte[10 * half * half];
      for (int i = 0; i < 5; i++) {
        copy(aligned[i], 0, x, y, side, luma, i * side * side);
        for (int p = 1; p < 3; p++) {
          copy(aligned[i], p, x / 2, y / 2, half, chroma, (2 * i + p - 1) * half * half);
        }
      }
      byte[] trueLuma = new byte[side * side];
      byte[] trueChroma = new byte[2 * half * half];
      copy(truth, 0, x, y, side, trueLuma, 0);
      copy(truth, 1, x / 2, y / 2, half, trueChroma, 0);
      copy(truth, 2, x / 2, y / 2, half, trueChroma, half * half);
      float rain =
          visibility == null
              ? 0
              : amount(luma, trueLuma, visibility.recognisable(x, y, side, side));
      samples.add(
          new Sample(
              luma, chroma, trueLuma, trueChroma, rain, rain > 0.5 ? types : new float[0], true));
    }
    return samples;
  }

  /**
   * Above a half as soon as streaks or drops are to be seen, then with the mean luma that changes:
   * 1 at 12 of 255. Where all that changes is contrast and brightness, nobody can tell.
   */
  private float amount(byte[] luma, byte[] truth, boolean recognisable) {
    long sum = 0;
    int centre = 2 * side * side;
    for (int i = 0; i < truth.length; i++) {
      sum += Math.abs((luma[centre + i] & 255) - (truth[i] & 255));
    }
    double mean = (double) sum / truth.length;
    if (recognisable) {
      return (float) Math.min(1, 0.6 + 0.4 * mean / 12);
    }
    return mean < VISIBLE ? 0 : Sample.UNTOLD;
  }

  private static void copy(
      Picture picture, int plane, int x, int y, int side, byte[] into, int at) {
    var samples = picture.plane(plane);
    int stride = picture.format().planeWidth(plane);
    for (int row = 0; row < side; row++) {
      samples.get((y + row) * stride + x, into, at + row * side, side);
    }
  }
}
