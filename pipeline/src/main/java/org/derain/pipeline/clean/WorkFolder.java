package org.derain.pipeline.clean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.pipeline.codec.DiskFullException;

/**
 * The hidden folder beside a target in which its file grows: {@code .NAME.derain}. It says what job
 * it belongs to, so that only the same job continues it, and only one process works in it.
 */
public final class WorkFolder implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JOB = "job.json";

  /** There when the target was about to get its name. */
  private static final String PUBLISHED = "published";

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
  public static WorkFolder open(
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
  public static Path of(Path target) {
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
    Files.deleteIfExists(folder.resolve(PUBLISHED));
    if (there && resume) {
      String differences = differences(earlier(target), signature);
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
    WholeFile.write(
        folder.resolve(JOB),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(signature),
        true);
  }

  private Map<String, String> earlier(Path target) throws IOException {
    try {
      return JSON.readValue(
          folder.resolve(JOB).toFile(), new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new MediaException(
          target
              + ": cannot continue the earlier run, "
              + folder.resolve(JOB)
              + " is damaged; start afresh without --resume",
          e);
    }
  }

  private static String differences(Map<String, String> old, Map<String, String> now) {
    StringBuilder text = new StringBuilder();
    now.forEach(
        (key, value) -> {
          String before = old.getOrDefault(key, "none");
          if (!value.equals(before)) {
            text.append(text.isEmpty() ? "" : ", ");
            text.append(key).append(" was ").append(before).append(" and is ").append(value);
          }
        });
    return text.toString();
  }

  /** The encoded video. */
  public Path log() {
    return folder.resolve("video.log");
  }

  /** The finished file before it gets its name; its extension is that of the target. */
  public Path draft() {
    return folder.resolve(name);
  }

  /**
   * Makes the draft durable and gives it the target's name in one step.
   *
   * @param replace whether a target may be replaced
   */
  public void publish(Path target, boolean replace) {
    try {
      Files.writeString(folder.resolve(PUBLISHED), "");
      WholeFile.publish(draft(), target, replace);
    } catch (FileAlreadyExistsException e) {
      throw new MediaException(
          target
              + ": is there now, and was not when this run began; the result is kept, --resume"
              + " --overwrite puts it there",
          e);
    } catch (IOException e) {
      throw failure("cannot write " + target, e);
    }
  }

  /** Puts what no other file can hold beside the target, whole or not at all. */
  public void keep(ForeignBoxes foreign, Path beside, boolean replace) {
    Path part = folder.resolve("telemetry");
    try {
      foreign.write(part);
      WholeFile.publish(part, beside, replace);
    } catch (FileAlreadyExistsException e) {
      throw new MediaException(beside + ": is there now, and was not when this run began", e);
    } catch (IOException e) {
      throw failure("cannot write " + beside, e);
    }
  }

  /**
   * Removes what a run left that was killed after its target was there.
   *
   * @return a sentence about what else an interrupted run left, or an empty text
   */
  static String tidy(Path target) {
    Path folder = of(target);
    if (!Files.isDirectory(folder)) {
      return "";
    }
    try (WorkFolder work = new WorkFolder(folder, target.getFileName().toString())) {
      boolean published = Files.exists(folder.resolve(PUBLISHED)) && !Files.exists(work.draft());
      if (published || !work.hasJob()) {
        work.delete();
        return "";
      }
      return "; "
          + folder.getFileName()
          + " beside it holds what an interrupted run left:"
          + " --resume --overwrite continues that";
    } catch (IOException | MediaException e) {
      return "";
    }
  }

  /** Removes the folder and everything in it. */
  public void delete() {
    close();
    try (Stream<Path> files = Files.walk(folder)) {
      // The mark goes last: a kill meanwhile must not leave a folder that looks like work.
      List<Path> inside =
          files.filter(file -> !file.equals(folder) && !file.endsWith(PUBLISHED)).toList();
      for (Path file : inside) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder.resolve(PUBLISHED));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MediaException failure(String doing, IOException e) {
    return WholeFile.isFull(e)
        ? new DiskFullException(doing)
        : new MediaException(doing + ": " + WholeFile.reason(e), e);
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
