package org.derain.pipeline.live;

import java.time.Duration;

/**
 * How long a camera or an output is waited for. A camera that sends something is given more by
 * {@link Waits}.
 *
 * @param connect until the other side answers
 * @param picture until it has said what its streams are, and from there until the first picture
 * @param silence between two pictures
 */
public record Timeouts(Duration connect, Duration picture, Duration silence) {
  /** The longest that may be asked for. */
  public static final Duration LONGEST = Duration.ofHours(1);

  /** What suits most cameras in the field. */
  public static final Timeouts USUAL =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(5));

  /** Until an output is closed properly. */
  public static final Duration FINISH = Duration.ofMillis(1500);

  /** Checks the ranges. */
  public Timeouts {
    check(connect);
    check(picture);
    check(silence);
  }

  /** The same for everything. */
  public static Timeouts of(Duration all) {
    return new Timeouts(all, all, all);
  }

  private static void check(Duration time) {
    if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("patience is more than 0 and at most 1h");
    }
  }
}
