package org.derain.training.select;

import java.util.Set;
import org.derain.rain.RainParameters;

/**
 * What a window shows: the first level of the retrieval, a label instead of a caption.
 *
 * @param streaks whether rain falls
 * @param night whether it is dark
 * @param drops whether there are drops on the glass
 * @param still whether it is one picture, repeated
 * @param strength from 1, faint, to 3, strong; 0: unknown
 */
record Kind(boolean streaks, boolean night, boolean drops, boolean still, int strength) {
  /** Mean change of luma, in 8-bit steps, from which rain is clear, and from which it is strong. */
  private static final double CLEAR = 2;

  private static final double STRONG = 6;

  /** What one step of strength counts, where a wrong label counts 1. */
  private static final double STEP = 0.25;

  /** What a still counts beside a video. */
  private static final double STILL = 0.5;

  /** What a card says. */
  static Kind of(Set<String> shows, Integer strength, boolean still) {
    return new Kind(
        shows.contains("streaks"),
        shows.contains("night"),
        shows.contains("drops"),
        still,
        strength == null ? 0 : strength);
  }

  /**
   * What a recogniser says.
   *
   * @param types streaks, rain in the dark, drops on glass, 0 to 1 each
   */
  static Kind told(float[] types, boolean still) {
    return new Kind(
        types[0] > 0.5 || types[1] > 0.5,
        types[1] > Math.max(0.5, types[0]),
        types[2] > 0.5,
        still,
        0);
  }

  /**
   * What parameters render.
   *
   * @param change mean change of luma, in 8-bit steps
   */
  static Kind of(RainParameters rain, boolean still, double change) {
    return new Kind(
        rain.fall() != null || !rain.layers().isEmpty(),
        rain.night() != null,
        rain.glass() != null,
        still,
        change < CLEAR ? 1 : change < STRONG ? 2 : 3);
  }

  /** How far two kinds are apart: labels that differ, and steps of strength. */
  double distance(Kind other) {
    double labels = differ(streaks, other.streaks) + differ(night, other.night);
    double apart = labels + differ(drops, other.drops) + STILL * differ(still, other.still);
    boolean known = strength > 0 && other.strength > 0;
    return apart + (known ? STEP * Math.abs(strength - other.strength) : 0);
  }

  private static int differ(boolean one, boolean other) {
    return one == other ? 0 : 1;
  }

  /** In words, for instance "streaks, night". */
  String words() {
    String all = (streaks ? ", streaks" : "") + (drops ? ", drops" : "") + (night ? ", night" : "");
    return all.isEmpty() ? "nothing that is told" : all.substring(2);
  }
}
