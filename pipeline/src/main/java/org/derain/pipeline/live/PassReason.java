package org.derain.pipeline.live;

import java.util.Locale;

/** Why a frame went out as it came. */
public enum PassReason {
  /** It does not rain. */
  DRY,
  /** It would have become older than allowed. */
  LATE,
  /** Deraining is switched off. */
  OFF,
  /** The network failed on it. */
  FAILED,
  /** No network is loaded yet, or another one is being put in. */
  WARMUP;

  /** The name in statistics, for instance "dry". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
