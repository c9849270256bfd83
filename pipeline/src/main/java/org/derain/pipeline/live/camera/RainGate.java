package org.derain.pipeline.live.camera;

import java.util.concurrent.TimeUnit;
import org.derain.zoo.Gate;

/**
 * Tells rain from dry weather by the scores of frames looked at. While it is dry, one frame a
 * second is looked at, and one soon after a cut. It rains when two looks in a row say so; it is dry
 * when the mean score stayed below a lower border for a while. Times are in nanoseconds.
 */
final class RainGate {
  /** It is dry below this share of the score from which on it rains. */
  static final double LOWER = 0.7;

  /** For how long scores must be low before it counts as dry. */
  static final long HOLD = TimeUnit.SECONDS.toNanos(10);

  /** Time between two looks while it is dry. */
  static final long PROBE = TimeUnit.SECONDS.toNanos(1);

  /** From a cut to a look: the window then has seen some frames of the scene. */
  private static final long AFTER_CUT = TimeUnit.MILLISECONDS.toNanos(100);

  private static final double SMOOTHING = TimeUnit.SECONDS.toNanos(1);

  private final boolean always;
  private volatile double sensitivity;
  private volatile double rain;
  private volatile boolean raining;
  private double mean;
  private long lastScore;
  private long lowSince;
  private long nextLook;
  private volatile boolean suspected;
  private boolean begun;

  /**
   * Begins dry.
   *
   * @param always whether it rains, and rain is taken off, whatever the scores say
   * @param sensitivity 0 to 1: it rains from a score of 1 - sensitivity on
   */
  RainGate(boolean always, double sensitivity) {
    this.always = always;
    this.sensitivity = sensitivity;
    this.raining = always;
  }

  /** The last score; 0 before the first. */
  double rain() {
    return rain;
  }

  /** Whether it rains. */
  boolean raining() {
    return raining;
  }

  /** Whether the last look says rain and the next one has to tell. */
  boolean suspected() {
    return suspected;
  }

  /** 0 to 1. */
  double sensitivity() {
    return sensitivity;
  }

  /** Moves the border; any thread may call it. */
  void sensitivity(double value) {
    sensitivity = value;
  }

  /** What the network is told: it takes rain off from the same border on. */
  Gate inGraph() {
    return always ? Gate.OPEN : new Gate(sensitivity);
  }

  /**
   * Whether a frame is to be looked at by the network. One thread calls this and {@link #observe}.
   */
  boolean shouldProbe(long now, boolean scene) {
    if (!begun) {
      begun = true;
      nextLook = now + AFTER_CUT;
    } else if (scene && nextLook - now > AFTER_CUT) {
      nextLook = now + AFTER_CUT;
    }
    return raining || suspected || now - nextLook >= 0;
  }

  /** The network looked at a frame. */
  void observe(double score, long now) {
    rain = score;
    nextLook = now + PROBE;
    double border = 1 - sensitivity;
    if (always) {
      return;
    }
    if (raining) {
      double weight = 1 - Math.exp(-(now - lastScore) / SMOOTHING);
      mean += weight * (score - mean);
      if (mean >= LOWER * border) {
        lowSince = now;
      }
      raining = now - lowSince < HOLD;
    } else if (score < border) {
      suspected = false;
    } else if (suspected) {
      suspected = false;
      raining = true;
      mean = score;
      lowSince = now;
    } else {
      suspected = true;
    }
    lastScore = now;
  }
}
