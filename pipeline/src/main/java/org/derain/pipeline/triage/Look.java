package org.derain.pipeline.triage;

import org.derain.zoo.RainScore;

/**
 * How much it rains at one moment of a video.
 *
 * @param t seconds from its beginning
 * @param rain 0 dry to 1
 * @param type what kind of rain; dry below the border of the network
 */
public record Look(double t, double rain, RainScore.Type type) {
  /** Of what a network says; milliseconds and ten-thousandths are kept. */
  static Look of(double t, RainScore score) {
    return new Look(Math.round(t * 1e3) / 1e3, Math.round(score.rain() * 1e4) / 1e4, score.type());
  }

  /** The same on another clock. */
  public Look later(double seconds) {
    return new Look(t + seconds, rain, type);
  }
}
