package org.derain.training.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.derain.network.DerainNetwork;
import org.derain.rain.RainType;

/**
 * One window to learn from, samples 0 to 255.
 *
 * @param luma five aligned rainy frames, [5, side, side]
 * @param chroma [10, side / 2, side / 2]: U and V of each frame
 * @param trueLuma the centre frame without rain, [side, side]
 * @param trueChroma [2, side / 2, side / 2]
 * @param rain what the rain score should say, 0 to 1, or {@link #UNTOLD}
 * @param types what the types of rain should say, 0 or 1 each; empty: unknown, or dry
 * @param known whether the truth is known; else the window teaches the rain score alone
 * @param kind of rain that was rendered; null: dry, or not known
 */
public record Sample(
    byte[] luma,
    byte[] chroma,
    byte[] trueLuma,
    byte[] trueChroma,
    float rain,
    float[] types,
    boolean known,
    RainType kind) {
  /** It rains, and nothing of it can be told from haze: neither rainy nor dry. */
  static final float UNTOLD = 0.25f;

  /** A window whose kind of rain is not known. */
  public Sample(
      byte[] luma,
      byte[] chroma,
      byte[] trueLuma,
      byte[] trueChroma,
      float rain,
      float[] types,
      boolean known) {
    this(luma, chroma, trueLuma, trueChroma, rain, types, known, null);
  }

  /** The same window, of a kind of rain. */
  public Sample of(RainType rendered) {
    return new Sample(luma, chroma, trueLuma, trueChroma, rain, types, known, rendered);
  }

  /** Whether it is of video: its first frame is another than the one in the middle. */
  public boolean moving() {
    return !centre(0);
  }

  /** Whether it is of one picture, repeated. */
  public boolean still() {
    return IntStream.range(0, DerainNetwork.WINDOW).allMatch(this::centre);
  }

  /** Whether a frame has the luma of the one in the middle. */
  private boolean centre(int index) {
    int frame = trueLuma.length;
    int from = index * frame;
    return Arrays.equals(luma, from, from + frame, luma, 2 * frame, 3 * frame);
  }

  /** Whether there are drops on the glass. */
  public boolean glass() {
    return types.length > 0 && types[types.length - 1] > 0;
  }
}
