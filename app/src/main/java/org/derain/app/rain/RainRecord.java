package org.derain.app.rain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.rain.RainParameters;

/**
 * The file beside a rainy clip that says what rain it is: {@code rainy.mp4}, {@code
 * rainy.rain.json}.
 */
final class RainRecord {
  private final Path file;

  /** Of a clip that need not exist yet. */
  RainRecord(Path clip) {
    Path name = clip.getFileName();
    String stem = name == null ? "clip" : name.toString().replaceFirst("\\.[^.]*$", "");
    this.file = clip.resolveSibling(stem + ".rain.json");
  }

  Path file() {
    return file;
  }

  /** Refuses to replace a file unless that was asked for. */
  void check(boolean overwrite) {
    if (Files.isDirectory(file)) {
      throw new MediaException(file + ": is a folder; the parameters would be written there");
    }
    if (Files.exists(file) && !overwrite) {
      throw new MediaException(file + ": exists already; --overwrite replaces it");
    }
  }

  /**
   * Appears whole or not at all.
   *
   * @param overwrite whether one that is there may be replaced
   */
  void write(RainParameters parameters, boolean overwrite) {
    String text = parameters.toJson() + System.lineSeparator();
    try {
      WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8), overwrite);
    } catch (FileAlreadyExistsException e) {
      throw new MediaException(
          file + ": is there now, and was not when this began; --overwrite replaces it", e);
    } catch (IOException e) {
      throw new MediaException("cannot write " + file + ": " + WholeFile.reason(e), e);
    }
  }
}
