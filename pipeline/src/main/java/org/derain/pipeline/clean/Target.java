package org.derain.pipeline.clean;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.derain.frames.MediaException;

/** The place of a result. */
public final class Target {
  private Target() {}

  /**
   * Checks that a result can be put there.
   *
   * @param overwrite an existing one may be replaced
   * @throws MediaException with one line that says what is in the way
   */
  public static void check(Path input, Path output, boolean overwrite) {
    Path folder = output.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new MediaException(folder + ": no such folder; create it first");
    }
    if (!Files.isWritable(folder)) {
      throw new MediaException(folder + ": not writable; choose another folder with -o");
    }
    if (Files.isDirectory(output)) {
      throw new MediaException(output + ": is a folder");
    }
    if (!Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      if (Files.exists(input) && Files.exists(output) && Files.isSameFile(input, output)) {
        throw new MediaException(output + ": is the source itself; give the result another name");
      }
    } catch (IOException e) {
      throw new MediaException(output + ": " + e.getMessage(), e);
    }
    if (!overwrite) {
      throw new MediaException(
          output + ": exists already; --overwrite replaces it" + WorkFolder.tidy(output));
    }
  }
}
