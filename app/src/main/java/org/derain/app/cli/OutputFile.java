package org.derain.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;

/** A small file that a command writes when its work is done. */
public final class OutputFile {
  /** Of a file, which tell a picture or a video from text: the latter has no zeros. */
  private static final int LOOKED_AT = 4096;

  private OutputFile() {}

  /**
   * Fails before the work rather than after it. An earlier report may be replaced, footage never:
   * {@code --json clip.mp4} is soon typed.
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
    if (Files.isRegularFile(file) && binary(file)) {
      throw new MediaException(
          file + ": is there already and is no report; name another file to write to");
    }
  }

  private static boolean binary(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      for (byte b : in.readNBytes(LOOKED_AT)) {
        if (b == 0) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes text. What is there is as it was until all of it is written, and footage that appeared
   * there meanwhile stays.
   *
   * @param file null when none is wanted; the text is not made then
   * @throws MediaException when it cannot be written
   */
  public static void write(Path file, Supplier<String> text) {
    if (file == null) {
      return;
    }
    check(file);
    try {
      WholeFile.write(file, text.get().getBytes(StandardCharsets.UTF_8), true);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be written: " + WholeFile.reason(e), e);
    }
  }
}
