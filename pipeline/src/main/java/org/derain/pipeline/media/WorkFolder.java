package org.derain.pipeline.media;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.derain.frames.MediaException;

/**
 * The hidden folder beside a target in which its file grows: {@code .NAME.derain}. It says what job
 * it belongs to, so that only the same job continues it, and only one process works in it.
 */
final class WorkFolder implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOB = "job.json";

  private final Path folder;
  private final String name;
  private final FileChannel lockFile;

  /**
   * Opens the folder of a target, new or as an earlier run left it.
   *
   * @param signature what must be the same for a job to be continued
   * @param resume whether to continue
   * @param notes told what was found
   */
  static WorkFolder open(
      Path target, Map<String, String> signature, boolean resume, Consumer<String> notes) {
    Path folder = of(target);
    try {
      boolean there = Files.isDirectory(folder);
      Files.createDirectories(folder);
      WorkFolder work = new WorkFolder(folder, target.getFileName().toString());
      try {
        work.prepare(target, there && work.hasJob(), signature, resume, notes);
        return work;
      } catch (IOException | RuntimeException e) {
        work.close();
        if (!there) {
          work.delete();
        }
        throw e;
      }
    } catch (IOException e) {
      throw failure("cannot write to " + parent(target), e);
    }
  }

  /** Where the folder of a target is. */
  static Path of(Path target) {
    return target.toAbsolutePath().resolveSibling("." + target.getFileName() + ".derain");
  }

  private static Path parent(Path target) {
    return target.toAbsolutePath().getParent();
  }

  private WorkFolder(Path folder, String name) throws IOException {
    this.folder = folder;
    this.name = name;
    lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      lockFile.close();
      throw new MediaException(folder.resolveSibling(name) + ": another run is writing it");
    }
  }

  private boolean hasJob() {
    return Files.exists(folder.resolve(JOB));
  }

  private void prepare(
      Path target,
      boolean there,
      Map<String, String> signature,
      boolean resume,
      Consumer<String> notes)
      throws IOException {
    if (there && resume) {
      Map<String, String> old =
          JSON.readValue(
              folder.resolve(JOB).toFile(), new TypeReference<LinkedHashMap<String, String>>() {});
      String differences = differences(old, signature);
      if (!differences.isEmpty()) {
        throw new MediaException(
            target
                + ": cannot continue the earlier run, it had other settings: "
                + differences
                + "; use those, or start afresh without --resume");
      }
      return;
    }
    if (there) {
      notes.accept(
          "what an interrupted run left for "
              + target.getFileName()
              + " is replaced (--resume would have continued it)");
      Files.deleteIfExists(log());
    } else if (resume) {
      notes.accept("nothing to continue for " + target.getFileName() + ": from the beginning");
    }
    Path draft = folder.resolve(JOB + ".new");
    JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), signature);
    Files.move(draft, folder.resolve(JOB), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static String differences(Map<String, String> old, Map<String, String> now) {
    StringBuilder text = new StringBuilder();
    now.forEach(
        (key, value) -> {
          String before = old.get(key);
          if (!value.equals(before)) {
            text.append(text.isEmpty() ? "" : ", ");
            text.append(key).append(" was ").append(before).append(" and is ").append(value);
          }
        });
    return text.toString();
  }

  /** The encoded video. */
  Path log() {
    return folder.resolve("video.log");
  }

  /** The finished file before it gets its name; its extension is that of the target. */
  Path draft() {
    return folder.resolve(name);
  }

  /** Makes the draft durable and gives it the target's name in one step. */
  void publish(Path target) {
    try {
      Target.publish(draft(), target);
    } catch (IOException e) {
      throw failure("cannot write " + target, e);
    }
  }

  /** Removes the folder and everything in it. */
  void delete() {
    close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MediaException failure(String doing, IOException e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("No space left")) {
      return new DiskFullException(doing);
    }
    String reason =
        e instanceof java.nio.file.AccessDeniedException
            ? "permission denied"
            : e instanceof java.nio.file.FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e instanceof java.nio.file.NoSuchFileException ? "no such folder" : text;
    return new MediaException(doing + ": " + reason, e);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
