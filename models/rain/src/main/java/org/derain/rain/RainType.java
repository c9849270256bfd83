package org.derain.rain;

import java.util.Locale;

/** A kind of rain that is learned, measured and told apart on its own. */
public enum RainType {
  /** Streaks of light to moderate rain, by day. */
  LIGHT,
  /** Dense streaks with the veil of far rain, by day. */
  HEAVY,
  /** Rain in the dark: streaks show near lamps. */
  NIGHT,
  /** Drops on the glass before the lens. */
  DROPS,
  /** The recipe of the field's training sets: blurred noise and drawn lines, laid over or added. */
  LOOKS;

  /** The name in files and options: light, heavy, night, drops, looks. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of a label.
   *
   * @throws IllegalArgumentException for an unknown one, with the known ones
   */
  public static RainType of(String label) {
    for (RainType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "rain types are light, heavy, night, drops and looks, not '" + label + "'");
  }
}
