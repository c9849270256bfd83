package org.derain.pipeline.card;

import java.util.List;

/**
 * What became of a recording.
 *
 * @param name its place on the card, with slashes
 * @param size of the recording, in bytes
 * @param modified of the recording, in milliseconds since 1970
 * @param target its place in the result, with slashes
 * @param targetSize in bytes
 * @param frames of its video; 0 when they were not counted
 * @param wallS how long it took, in seconds
 * @param notes what the user should know
 * @param problem why there is no result; null when there is one
 */
public record Outcome(
    String name,
    long size,
    long modified,
    Action action,
    String target,
    long targetSize,
    long frames,
    double rainySeconds,
    double wallS,
    List<String> notes,
    String problem) {
  /** Copies the list. */
  public Outcome {
    notes = List.copyOf(notes);
  }

  /** Whether there is a result. */
  @com.fasterxml.jackson.annotation.JsonIgnore
  public boolean isDone() {
    return problem == null;
  }
}
