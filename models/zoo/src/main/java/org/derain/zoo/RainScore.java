package org.derain.zoo;

import java.util.Locale;

/**
 * What a network says of the rain in a frame.
 *
 * @param rain how much it rains: 0 dry, 1 heavy, {@link #BORDER} is the border
 * @param streaks how much of that is falling drops in daylight, 0 to 1, independent of the others
 * @param night likewise rain in the dark, seen near lamps
 * @param drops likewise drops on the glass
 */
public record RainScore(float rain, float streaks, float night, float drops) {
  /** From this amount on a frame is rainy. */
  public static final float BORDER = 0.5f;

  /** The score of a network that does not tell types apart: all rain is streaks. */
  public static RainScore of(float rain) {
    return new RainScore(rain, 1, 0, 0);
  }

  /** What kind of frame this is: dry below the border, else the largest of the three. */
  public Type type() {
    return rain >= BORDER ? likeliest() : Type.DRY;
  }

  /** The largest of the three, however little it rains. */
  public Type likeliest() {
    if (streaks >= night && streaks >= drops) {
      return Type.STREAKS;
    }
    return night >= drops ? Type.NIGHT : Type.DROPS;
  }

  /** This, and so much of another as a weight from 0 to 1 says. */
  public RainScore towards(RainScore other, float weight) {
    return new RainScore(
        rain + weight * (other.rain - rain),
        streaks + weight * (other.streaks - streaks),
        night + weight * (other.night - night),
        drops + weight * (other.drops - drops));
  }

  /** What kind of frame it is. */
  public enum Type {
    /** No rain. */
    DRY,
    /** Falling drops in daylight. */
    STREAKS,
    /** Rain in the dark, seen near lamps. */
    NIGHT,
    /** Drops on the lens or the windshield. */
    DROPS;

    /** The name in files and tables, for instance "streaks". */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
