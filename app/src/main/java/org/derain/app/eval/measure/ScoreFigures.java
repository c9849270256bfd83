package org.derain.app.eval.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derain.zoo.RainScore;

/**
 * How well a model tells rain from none. Shares from 0 to 1; null where there was nothing to judge.
 *
 * @param accuracy mean of the two below: right share when rain and none are as frequent
 * @param rainyRight share of rainy frames that it calls rainy
 * @param dryRight share of dry frames that it calls dry
 * @param typeRight share of rainy frames that it gives their type; null when it was not asked
 * @param rainyFrames rainy frames judged
 * @param dryFrames dry frames judged
 */
public record ScoreFigures(
    Double accuracy,
    @JsonProperty("rainy_right") Double rainyRight,
    @JsonProperty("dry_right") Double dryRight,
    @JsonProperty("type_right") Double typeRight,
    @JsonProperty("rainy_frames") int rainyFrames,
    @JsonProperty("dry_frames") int dryFrames) {

  /**
   * Of what a model said.
   *
   * @param typeRight rainy frames with the right type; negative when there was none to be right
   */
  public static ScoreFigures of(TypeCounts rainy, TypeCounts dry, int typeRight) {
    Double rainyRight = rainy.count() == 0 ? null : round(rainy.rainy());
    Double dryRight = dry.count() == 0 ? null : round(dry.share(RainScore.Type.DRY));
    boolean both = rainyRight != null && dryRight != null;
    return new ScoreFigures(
        both ? round((rainyRight + dryRight) / 2) : null,
        rainyRight,
        dryRight,
        rainyRight == null || typeRight < 0 ? null : round((double) typeRight / rainy.count()),
        rainy.count(),
        dry.count());
  }

  private static double round(double share) {
    return Math.round(share * 1e4) / 1e4;
  }

  /** A share as text; a dash for none. */
  public static String percent(Double share) {
    return share == null || share.isNaN()
        ? "-"
        : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** One line for people. */
  public String text() {
    List<String> parts = new ArrayList<>();
    if (accuracy != null) {
      parts.add(percent(accuracy) + " of frames right");
    }
    if (rainyRight != null) {
      parts.add(percent(rainyRight) + " of " + rainyFrames + " rainy ones");
    }
    if (dryRight != null) {
      parts.add(percent(dryRight) + " of " + dryFrames + " dry ones");
    }
    if (typeRight != null) {
      parts.add("the type of " + percent(typeRight));
    }
    return String.join(", ", parts);
  }
}
