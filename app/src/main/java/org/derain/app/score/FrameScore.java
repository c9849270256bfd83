package org.derain.app.score;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.derain.zoo.RainScore;

/**
 * The rain in one frame.
 *
 * @param t when it is shown, in seconds from the beginning of the video
 * @param rain 0 dry to 1, the border at 0.5
 * @param type what kind of frame it is
 */
record FrameScore(double t, double rain, @JsonIgnore RainScore.Type type) {
  /** Of what a network says; microseconds and ten-thousandths are kept. */
  static FrameScore of(double t, RainScore score) {
    return new FrameScore(
        Math.round(t * 1e6) / 1e6, Math.round(score.rain() * 1e4) / 1e4, score.type());
  }

  /** The name of the type. */
  @JsonProperty("type")
  String typeName() {
    return type.toString();
  }
}
