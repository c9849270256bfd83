package org.derain.pipeline.live;

import java.util.Locale;

/** Why a frame that was received did not go out. */
public enum DropReason {
  /** It would have become older than allowed, and late frames are to be left out. */
  LATE,
  /** It could not be decoded. */
  DAMAGED,
  /** It was on its way when the source or the encoder was lost. */
  LOST;

  /** The name in statistics, for instance "late". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
