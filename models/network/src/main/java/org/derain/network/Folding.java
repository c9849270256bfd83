package org.derain.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A network with a window of three that computes what one with a window of five does when it sees
 * the nearer frames in the place of the farther ones: what was read of both is added up.
 */
final class Folding {
  private static final int FRAME = DerainNetwork.FRAME;

  private Folding() {}

  /** The same network for a shorter window; itself where the window is as long. */
  static Weights fold(Weights weights, int window) {
    Tier tier = weights.tier();
    if (tier.window() == window) {
      return weights;
    }
    if (window != 3 || tier.window() != DerainNetwork.WINDOW || tier.live()) {
      throw new IllegalArgumentException(
          "a window of " + tier.window() + " frames cannot become one of " + window);
    }
    Tier shorter = tier.withWindow(window);
    Map<String, Conv> all = Cost.of(tier, 64, 64).convolutions();
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Conv conv : Cost.of(shorter, 64, 64).convolutions().values()) {
      Conv old = all.get(conv.name());
      values.put(
          conv.name() + ".weight",
          columns(rows(weights.values().get(conv.name() + ".weight"), old, conv), old, conv));
      values.put(
          conv.name() + ".bias", rows(weights.values().get(conv.name() + ".bias"), old, conv));
    }
    return new Weights(shorter, values);
  }

  /** The importance of the channels that are left. */
  static Map<String, double[]> kept(Map<String, double[]> importance, Weights weights) {
    Map<String, double[]> kept = new LinkedHashMap<>();
    for (Conv conv : Cost.of(weights.tier(), 64, 64).convolutions().values()) {
      kept.put(conv.name(), Arrays.copyOf(importance.get(conv.name()), conv.out()));
    }
    return kept;
  }

  /**
   * Of what is written only the masks of the head become fewer: a pair of frames at each distance,
   * then the residual.
   */
  private static float[] rows(float[] values, Conv old, Conv conv) {
    int each = values.length / old.out();
    float[] less = new float[conv.out() * each];
    int gone = old.out() - conv.out();
    for (int o = 0; o < old.out(); o++) {
      int into = o < 2 * FRAME || gone == 0 ? o : o - gone;
      for (int i = 0; i < each; i++) {
        less[into * each + i] += values[o * each + i];
      }
    }
    return less;
  }

  /** Of what is read: the texture and pairs of frames at each distance, or features of each. */
  private static float[] columns(float[] values, Conv old, Conv conv) {
    int gone = old.in() - conv.in();
    int taps = conv.kernel() * conv.kernel();
    float[] less = new float[conv.out() * conv.in() * taps];
    for (int o = 0; o < conv.out(); o++) {
      for (int i = 0; i < old.in(); i++) {
        int into = i < conv.in() ? i : i - gone;
        for (int tap : IntStream.range(0, taps).toArray()) {
          less[(o * conv.in() + into) * taps + tap] += values[(o * old.in() + i) * taps + tap];
        }
      }
    }
    return less;
  }
}
