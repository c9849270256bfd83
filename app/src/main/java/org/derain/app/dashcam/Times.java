package org.derain.app.dashcam;

import java.util.Locale;

/** Lengths of time as people read them. */
final class Times {
  private Times() {}

  /** Minutes and seconds, with hours when there are any: 0:04, 1:02:03. */
  static String clock(double seconds) {
    long all = Math.round(seconds);
    return all >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", all / 3600, all / 60 % 60, all % 60)
        : String.format(Locale.ROOT, "%d:%02d", all / 60, all % 60);
  }
}
