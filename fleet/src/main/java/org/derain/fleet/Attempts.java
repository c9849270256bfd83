package org.derain.fleet;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.util.Utils;

/**
 * How often a task is tried. What fails is tried again by Spark, on another machine if there is
 * one; the last failure becomes a result, so that one file never ends the work on all others.
 *
 * @param most tries, as Spark counts them
 */
record Attempts(int most) implements Serializable {
  /** Some work with a folder on a disk of this machine, which is empty and goes away behind it. */
  interface Work<T> {
    /** Does it. */
    T in(Path scratch) throws Exception;
  }

  /**
   * Does some work.
   *
   * @param failed makes the result of a failure out of its one line
   */
  <T> T run(Work<T> work, Function<String, T> failed) throws Exception {
    Path scratch =
        Files.createTempDirectory(
            Path.of(Utils.getLocalDir(SparkEnv.get().conf())), "derain-fleet-");
    try {
      return work.in(scratch);
    } catch (Exception | LinkageError e) {
      if (TaskContext.get().isInterrupted() || TaskContext.get().attemptNumber() + 1 < most) {
        throw e;
      }
      return failed.apply(String.valueOf(e.getMessage()));
    } finally {
      delete(scratch);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted((one, other) -> other.compareTo(one)).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
