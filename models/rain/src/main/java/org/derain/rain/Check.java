package org.derain.rain;

import java.util.Locale;

/** Ranges of parameters, refused with the name. */
final class Check {
  private Check() {}

  static void range(String name, double value, double from, double to) {
    if (!(value >= from && value <= to)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: from %s to %s, not %s", name, plain(from), plain(to), value));
    }
  }

  static void above(String name, double value, double border, double to) {
    if (!(value > border && value <= to)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: above %s and up to %s, not %s",
              name,
              plain(border),
              plain(to),
              value));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
