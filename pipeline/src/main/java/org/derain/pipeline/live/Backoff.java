package org.derain.pipeline.live;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: from half a second, 1.3 times longer each time, up to 30
 * seconds. Someone who was away for ten seconds is found within three. Each wait is shortened by up
 * to a fifth at random, so that many cameras do not knock at once.
 */
public final class Backoff {
  private static final double FIRST = 0.5;
  private static final double LONGEST = 30;
  private static final double GROWTH = 1.3;
  private static final Duration STABLE = Duration.ofMinutes(1);

  private final RandomGenerator random;
  private double next = FIRST;

  /** With a source of chance. */
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The time to wait now; the next one is longer. */
  public Duration next() {
    double seconds = next * (1 - 0.2 * random.nextDouble());
    next = Math.min(LONGEST, next * GROWTH);
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  /** It worked for this long: after a minute the waits begin at the shortest again. */
  public void worked(Duration time) {
    if (time.compareTo(STABLE) >= 0) {
      next = FIRST;
    }
  }
}
