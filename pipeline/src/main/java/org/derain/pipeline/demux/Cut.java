package org.derain.pipeline.demux;

/**
 * The part of a video to clean, in seconds from its beginning: from {@code start}, for {@code
 * duration} (infinite: to the end).
 */
public record Cut(double start, double duration) {
  /** The whole video. */
  public static final Cut ALL = new Cut(0, Double.POSITIVE_INFINITY);

  /** Times are equal below this, in seconds: containers round to 1 ms at worst. */
  static final double TOLERANCE = 5e-4;

  /** Checks the ranges. */
  public Cut {
    if (!(start >= 0) || !(duration > 0) || Double.isInfinite(start)) {
      throw new IllegalArgumentException("a cut starts at 0 or later and is longer than 0");
    }
  }

  /** Whether this is the whole video. */
  public boolean isAll() {
    return equals(ALL);
  }

  /** Whether a time lies before the cut. */
  boolean isBefore(double seconds) {
    return seconds < start - TOLERANCE;
  }

  /** Whether a time lies behind the cut. */
  boolean isBehind(double seconds) {
    return seconds >= start + duration - TOLERANCE;
  }
}
