package org.derain.app.cli;

import java.util.Locale;

/** Times as people read them. */
public final class Clock {
  private Clock() {}

  /** Minutes and seconds, with hours when there are any: 0:04.12, 1:02:03. */
  public static String text(double seconds, int decimals) {
    long unit = Math.round(Math.pow(10, decimals));
    long ticks = Math.round(Math.abs(seconds) * unit);
    long whole = ticks / unit;
    String sign = seconds < 0 && ticks > 0 ? "-" : "";
    String rest =
        decimals == 0 ? "" : "." + String.format(Locale.ROOT, "%0" + decimals + "d", ticks % unit);
    return whole >= 3600
        ? String.format(
            Locale.ROOT, "%s%d:%02d:%02d%s", sign, whole / 3600, whole / 60 % 60, whole % 60, rest)
        : String.format(Locale.ROOT, "%s%d:%02d%s", sign, whole / 60, whole % 60, rest);
  }

  /** The same in whole seconds: 0:04, 1:02:03. */
  public static String text(double seconds) {
    return text(seconds, 0);
  }

  /** The shortest round interval, in seconds, of which at most so many fit into a length. */
  public static double interval(double length, int most) {
    double[] round = {
      0.04, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400
    };
    for (double candidate : round) {
      if (length / candidate <= most) {
        return candidate;
      }
    }
    return Math.ceil(length / most / 86400) * 86400;
  }

  /** Decimals that times at an interval need. */
  public static int decimals(double interval) {
    return interval >= 1 ? 0 : interval >= 0.1 ? 1 : 2;
  }
}
