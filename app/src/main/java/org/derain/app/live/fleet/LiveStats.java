package org.derain.app.live.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.pipeline.live.CameraStatus;

/**
 * The figures of a run as JSON: what {@code --stats} holds.
 *
 * @param wallS seconds since the start
 * @param process of the whole process
 * @param cameras as the API tells them
 */
public record LiveStats(double wallS, ProcessFigures process, List<CameraStatus> cameras) {
  private static final ObjectMapper JSON = LiveJson.mapper();

  /**
   * Writes a file so that it is whole at any moment.
   *
   * @throws MediaException when it cannot be written
   */
  public void write(Path file) {
    try {
      WholeFile.write(file, text().getBytes(StandardCharsets.UTF_8), true);
    } catch (IOException e) {
      throw new MediaException("cannot write " + file + ": " + WholeFile.reason(e), e);
    }
  }

  private String text() throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
  }
}
