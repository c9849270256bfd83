package org.derain.pipeline.card;

import java.util.Locale;

/** What becomes of a recording. */
public enum Action {
  /** It is dry: the same bytes. */
  COPY,
  /** It rains in parts of it: these are cleaned, and the packets of all else stay. */
  CUT,
  /** It rains nearly everywhere, or it cannot be cut: all of it is cleaned. */
  CLEAN,
  /** It cannot be read: the same bytes, and a warning. */
  KEEP;

  /** The name in reports, for instance "copy". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
