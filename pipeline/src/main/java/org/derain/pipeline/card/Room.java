package org.derain.pipeline.card;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.derain.frames.MediaException;

/**
 * The room that a plan takes on a disk.
 *
 * @param bytes about, for all that is not done yet
 */
public record Room(long bytes) {
  /** What is encoded again may grow, and its packets lie there twice while it is joined. */
  private static final long CLEANED = 3;

  /** For the tasks whose results are not there. */
  public static Room of(List<Task> tasks, Journal journal, boolean link) {
    long bytes = 0;
    for (Task task : tasks) {
      if (journal.outcome(task.recording()).filter(Outcome::isDone).isPresent()) {
        continue;
      }
      boolean untouched = task.action() == Action.COPY || task.action() == Action.KEEP;
      bytes += task.recording().size() * (untouched ? link ? 0 : 1 : CLEANED);
    }
    return new Room(bytes);
  }

  /** Fails before the work when there is not as much on the disk of a folder. */
  public void check(Path folder) {
    // Files.getFileStore wants the table of mounts, which containers and chroots may lack.
    long there = folder.toFile().getUsableSpace();
    if (there < bytes) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "%s: not enough room: about %.2f GB are needed and %.2f GB are free; choose another"
                  + " disk with -o, or --link",
              folder,
              bytes / 1e9,
              there / 1e9));
    }
  }
}
