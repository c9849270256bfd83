package org.derain.pipeline.card;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.derain.pipeline.triage.Survey;
import org.derain.pipeline.triage.Triage;

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

  /** The same with a look at its last or first moment. */
  Surveyed seenAt(Triage triage, boolean last) {
    return new Surveyed(recording, triage.edge(recording.file(), survey, last));
  }

  /** When it ended. */
  LocalDateTime ended() {
    return begun().plusNanos(Math.round(survey.seconds() * 1e9));
  }
}
