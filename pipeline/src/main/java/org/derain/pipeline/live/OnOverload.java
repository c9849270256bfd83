package org.derain.pipeline.live;

import java.util.Locale;

/** What becomes of a frame that cannot be derained in time. */
public enum OnOverload {
  /** It goes out as it came, in its place. */
  PASS,
  /** It is left out. */
  DROP;

  /** The name on the command line, for instance "pass". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
