package org.derain.pipeline.live;

import java.time.Duration;

/**
 * How long a camera or an output may take.
 *
 * @param connect until it answers with a description of its streams
 * @param picture until its first picture, counted from there
 * @param silence between two packets of its video
 * @param finish until an output is closed properly
 */
public record Patience(Duration connect, Duration picture, Duration silence, Duration finish) {
  /** What suits cameras in the field. */
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofMillis(1500));
}
