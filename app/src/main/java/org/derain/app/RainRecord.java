package org.derain.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.derain.frames.MediaException;
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

  /** Appears whole or not at all. */
  void write(RainParameters parameters) {
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(draft, parameters.toJson() + System.lineSeparator());
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new MediaException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
