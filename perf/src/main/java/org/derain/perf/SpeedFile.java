package org.derain.perf;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.derain.frames.MediaException;

/**
 * The figures of one {@code derain bench speed}, for a later one to be held against.
 *
 * @param processor its name
 * @param features of the processor that networks run faster with
 * @param cores that Java sees
 */
record SpeedFile(
    String processor, String features, int cores, double seconds, int runs, List<SpeedRow> rows) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Of this machine. */
  static SpeedFile of(double seconds, int runs, List<SpeedRow> rows) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new SpeedFile(Machine.processor(), Machine.features(), cores, seconds, runs, rows);
  }

  /** Reads what {@link #write} wrote. */
  static SpeedFile read(Path file) {
    try {
      return MAPPER.readValue(file.toFile(), SpeedFile.class);
    } catch (IOException e) {
      throw new MediaException(
          file + ": not the figures of an earlier 'derain bench speed --json': " + reason(e), e);
    }
  }

  /** Only the first line: a parser's second one repeats the file. */
  private static String reason(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  void write(Path file) {
    try {
      Files.writeString(
          file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** What was measured of the same model on the same clip. */
  Optional<SpeedRow> like(SpeedRow row) {
    return rows.stream().filter(row::like).findFirst();
  }
}
