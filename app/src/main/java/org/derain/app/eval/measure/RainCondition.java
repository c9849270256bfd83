package org.derain.app.eval.measure;

import java.util.Locale;
import java.util.Optional;
import org.derain.rain.RainType;
import org.derain.zoo.RainScore;

/** What can be rendered onto a clip to judge a model: a type of rain, or nothing at all. */
public enum RainCondition {
  /** The clip as it is. */
  DRY(null, RainScore.Type.DRY),
  /** Light streaks. */
  LIGHT(RainType.LIGHT, RainScore.Type.STREAKS),
  /** Heavy streaks and veil. */
  HEAVY(RainType.HEAVY, RainScore.Type.STREAKS),
  /** Rain in the dark. */
  NIGHT(RainType.NIGHT, RainScore.Type.NIGHT),
  /** Drops on the glass. */
  DROPS(RainType.DROPS, RainScore.Type.DROPS),
  /** The field's recipe. */
  LOOKS(RainType.LOOKS, RainScore.Type.STREAKS);

  private final RainType rain;
  private final RainScore.Type score;

  RainCondition(RainType rain, RainScore.Type score) {
    this.rain = rain;
    this.score = score;
  }

  /** What is rendered; nothing when it is dry. */
  public Optional<RainType> rain() {
    return Optional.ofNullable(rain);
  }

  /** What a network should call it. */
  RainScore.Type score() {
    return score;
  }

  /** The name in options, tables and cards. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
