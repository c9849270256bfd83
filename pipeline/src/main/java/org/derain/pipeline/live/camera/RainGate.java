package org.derain.pipeline.live.camera;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.derain.pipeline.weather.RainChange;
import org.derain.pipeline.weather.Weather;
import org.derain.zoo.Gate;
import org.derain.zoo.RainScore;

/**
 * Which frames are looked at, and whether it rains by what was seen. While it is dry, one frame a
 * second is looked at, and one soon after a cut. Times are in nanoseconds.
 */
final class RainGate {
  /** Time between two looks while it is dry. */
  static final long PROBE = TimeUnit.SECONDS.toNanos(1);

  /** From a cut to a look: the window then has seen some frames of the scene. */
  private static final long AFTER_CUT = TimeUnit.MILLISECONDS.toNanos(100);

  private final Weather weather = new Weather();
  private final boolean always;
  private final Consumer<RainChange> changes;
  private volatile double sensitivity;
  private volatile double rain;
  private long nextLook;
  private boolean begun;

  /**
   * Begins dry.
   *
   * @param always whether it rains, and rain is taken off, whatever the scores say
   * @param sensitivity 0 to 1: it rains from a score of 1 - sensitivity on
   * @param changes told what the rain does, by the scores alone, at once
   */
  RainGate(boolean always, double sensitivity, Consumer<RainChange> changes) {
    this.always = always;
    this.sensitivity = sensitivity;
    this.changes = changes;
  }

  /** The last score; 0 before the first. */
  double rain() {
    return rain;
  }

  /** Whether it rains. */
  boolean raining() {
    return always || weather.raining();
  }

  /** Whether the last look says rain and the next one has to tell. */
  boolean suspected() {
    return weather.suspected();
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
    return raining() || suspected() || now - nextLook >= 0;
  }

  /** The network looked at a frame. */
  void observe(RainScore score, long now) {
    rain = score.rain();
    nextLook = now + PROBE;
    weather.observe(score, 1 - sensitivity, now).ifPresent(changes);
  }
}
