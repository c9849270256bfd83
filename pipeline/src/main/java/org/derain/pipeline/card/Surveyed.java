package org.derain.pipeline.card;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.derain.pipeline.triage.Survey;

/** A recording and what a quick look at it found. */
public record Surveyed(Recording recording, Survey survey) {
  /** When it was begun: by its name, or else so long before it was written last. */
  public LocalDateTime begun() {
    return recording
        .begunByName()
        .orElseGet(
            () ->
                LocalDateTime.ofInstant(
                    Instant.ofEpochMilli(
                        recording.modified() - Math.round(1000 * survey.seconds())),
                    ZoneId.systemDefault()));
  }

  /** When it ended. */
  LocalDateTime ended() {
    return begun().plusNanos(Math.round(survey.seconds() * 1e9));
  }
}
