package org.derain.pipeline.weather;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.derain.zoo.RainScore;

/**
 * Tells rain from dry weather by scores, with hysteresis. It rains when two looks in a row say so;
 * it is dry when the mean score stayed below a lower border for a while. The kind of rain changes
 * when another kind was the likeliest for as long. Times are in nanoseconds and never go back. One
 * thread calls {@link #observe}; any may ask.
 */
public final class Weather {
  /** It is dry below this share of the score from which on it rains. */
  public static final double LOWER = 0.7;

  /** For how long scores must be low before it counts as dry, and another kind the likeliest. */
  public static final long HOLD = TimeUnit.SECONDS.toNanos(10);

  private static final double SMOOTHING = TimeUnit.SECONDS.toNanos(1);

  private volatile boolean raining;
  private volatile boolean suspected;
  private RainScore.Type kind = RainScore.Type.DRY;
  private RainScore.Type rival;
  private RainScore mean;
  private long last;
  private long lowSince;
  private long rivalSince;

  /** Begins dry. */
  public Weather() {}

  /** Whether it rains. */
  public boolean raining() {
    return raining;
  }

  /** Whether the last look says rain and the next one has to tell. */
  public boolean suspected() {
    return suspected;
  }

  /**
   * Takes a look.
   *
   * @param border the score from which on it rains, 0 to 1
   * @param now when that was
   * @return what changed by it
   */
  public Optional<RainChange> observe(RainScore score, double border, long now) {
    Optional<RainChange> change =
        raining ? whileItRains(score, border, now) : whileItIsDry(score, border, now);
    last = now;
    return change;
  }

  private Optional<RainChange> whileItIsDry(RainScore score, double border, long now) {
    boolean second = suspected;
    boolean rainy = score.rain() >= border;
    suspected = rainy && !second;
    if (!rainy || !second) {
      return Optional.empty();
    }
    raining = true;
    mean = score;
    lowSince = now;
    rival = null;
    kind = score.likeliest();
    return change(RainChange.What.BEGINS);
  }

  private Optional<RainChange> whileItRains(RainScore score, double border, long now) {
    mean = mean.towards(score, (float) (1 - Math.exp(-(now - last) / SMOOTHING)));
    if (mean.rain() < LOWER * border) {
      rival = null; // of what kind no rain is means nothing
      raining = now - lowSince < HOLD;
      kind = raining ? kind : RainScore.Type.DRY;
      return raining ? Optional.empty() : change(RainChange.What.ENDS);
    }
    lowSince = now;
    RainScore.Type likeliest = mean.likeliest();
    if (likeliest == kind) {
      rival = null;
    } else if (likeliest != rival) {
      rival = likeliest;
      rivalSince = now;
    } else if (now - rivalSince >= HOLD) {
      kind = rival;
      rival = null;
      return change(RainChange.What.CHANGES);
    }
    return Optional.empty();
  }

  private Optional<RainChange> change(RainChange.What what) {
    return Optional.of(new RainChange(what, kind, mean.rain()));
  }
}
