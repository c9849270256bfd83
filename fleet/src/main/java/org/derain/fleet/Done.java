package org.derain.fleet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.Outcome;

/**
 * What became of a piece or of a whole file.
 *
 * @param action what was done in the end
 * @param frames of a whole result; 0 when they were not counted
 * @param targetSize of a whole result, in bytes
 * @param seconds how long tasks took
 * @param notes what the user should know
 * @param problem why there is no result; null when there is one
 */
record Done(
    Video video,
    Action action,
    long frames,
    long targetSize,
    double seconds,
    ArrayList<String> notes,
    String problem)
    implements Serializable {
  /** A failure. */
  static Done failed(Video video, String problem) {
    return new Done(video, video.action(), 0, 0, 0, new ArrayList<>(), problem);
  }

  /** Whether there is a result. */
  boolean isDone() {
    return problem == null;
  }

  /** The same with what was said and the time that was taken before. */
  Done after(List<Done> others) {
    ArrayList<String> all = new ArrayList<>();
    double time = seconds;
    for (Done other : others) {
      time += other.seconds;
      other.notes.stream().filter(note -> !all.contains(note)).forEach(all::add);
    }
    notes.stream().filter(note -> !all.contains(note)).forEach(all::add);
    return new Done(video, action, frames, targetSize, time, all, problem);
  }

  /** The same as reports have it. */
  Outcome outcome(double rainySeconds) {
    Source source = video.source();
    return new Outcome(
        source.place(),
        source.size(),
        source.modified(),
        action,
        video.target(),
        targetSize,
        frames,
        rainySeconds,
        Math.round(seconds * 1e3) / 1e3,
        notes,
        problem);
  }
}
