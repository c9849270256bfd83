package org.derain.perf;

import java.io.IOException;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.derain.frames.MediaException;

/**
 * The {@code ffmpeg} program, to compare with: the bundled one, or else the one that is installed.
 * The bundled one can play and record, so that on Linux it wants libraries of a desktop which
 * nothing else here needs.
 */
final class Program {
  private static final String INSTALLED = "ffmpeg";

  private Program() {}

  /**
   * Its file, or its name where the system finds it.
   *
   * @throws MediaException when none starts
   */
  static String ffmpeg() {
    String objection;
    try {
      String bundled = Loader.load(ffmpeg.class);
      objection = objection(bundled);
      if (objection == null) {
        return bundled;
      }
    } catch (LinkageError e) { // another one from the second time on
      objection = e.getMessage();
    }
    if (objection(INSTALLED) == null) {
      return INSTALLED;
    }
    throw new MediaException(
        "no ffmpeg program is installed, and the bundled one does not start ("
            + objection
            + "); on Debian and Ubuntu: apt install ffmpeg");
  }

  /** Why a program does not start; null when it does. */
  private static String objection(String program) {
    try {
      Process process =
          new ProcessBuilder(program, "-version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0 ? null : "exit code " + process.exitValue();
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      throw new MediaException("interrupted", e);
    }
  }
}
