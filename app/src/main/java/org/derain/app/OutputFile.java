package org.derain.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.derain.frames.MediaException;

/** A small file that a command writes when its work is done. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Fails before the work rather than after it.
   *
   * @param file null when none is wanted
   * @throws MediaException when it cannot be made there
   */
  public static void check(Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new MediaException(file + ": is a folder");
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new MediaException(folder + ": no such folder, or it cannot be written to");
    }
  }

  /**
   * Writes text.
   *
   * @param file null when none is wanted; the text is not made then
   * @throws MediaException when it cannot be written
   */
  public static void write(Path file, Supplier<String> text) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, text.get());
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
