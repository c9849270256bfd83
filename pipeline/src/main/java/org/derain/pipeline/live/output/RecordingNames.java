package org.derain.pipeline.live.output;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.derain.frames.MediaException;

/**
 * The files of a recording. The first is named as asked for, if it is the only one and there is
 * none yet; all others carry the time at which they begin, {@code clean-20260131-235959.mkv}. A
 * recording never replaces another.
 */
final class RecordingNames {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Path asked;
  private final boolean timed;
  private final Clock clock;

  /** For a target; {@code timed} when the recording is cut into files by time. */
  RecordingNames(Path asked, boolean timed, Clock clock) {
    this.asked = asked.toAbsolutePath();
    this.timed = timed;
    this.clock = clock;
  }

  /** The moment, as it stands in names. */
  static String stamp(Clock clock) {
    return LocalDateTime.now(clock).format(TIME);
  }

  /**
   * The next file.
   *
   * @throws MediaException when there is no folder for it
   */
  Path next() {
    if (!Files.isDirectory(asked.getParent())) {
      throw new MediaException(asked.getParent() + ": no such folder; create it");
    }
    boolean special = Files.exists(asked) && !Files.isRegularFile(asked);
    if (special || !timed && free(asked)) {
      return asked;
    }
    String name = asked.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stamped = name.substring(0, dot) + "-" + stamp(clock);
    Path file = asked.resolveSibling(stamped + name.substring(dot));
    for (int i = 2; !free(file); i++) {
      file = asked.resolveSibling(stamped + "-" + i + name.substring(dot));
    }
    return file;
  }

  /**
   * A file that got nothing, as on a full disk, does not stay.
   *
   * @param file null for none
   * @param worthless whether it goes although something stands in it
   */
  static void discard(Path file, boolean worthless) {
    try {
      if (file != null
          && Files.isRegularFile(file, NOFOLLOW_LINKS)
          && (worthless || Files.size(file) == 0)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // It stays, then: the next recording takes its name.
      return;
    }
  }

  /** Whether nothing is there, not even a link that leads nowhere; or an empty file. */
  private static boolean free(Path file) {
    try {
      return !Files.exists(file, NOFOLLOW_LINKS)
          || Files.isRegularFile(file, NOFOLLOW_LINKS) && Files.size(file) == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
