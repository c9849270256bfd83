package org.derain.perf;

import java.io.IOException;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.derain.frames.MediaException;

/**
 * The bundled {@code ffmpeg} program, to compare with. It can play and record, so that on Linux it
 * wants libraries of a desktop which nothing else here needs.
 */
final class Program {
  private Program() {}

  /** Its file. */
  static String ffmpeg() {
    String program;
    try {
      program = Loader.load(ffmpeg.class);
    } catch (UnsatisfiedLinkError e) {
      throw missing(e.getMessage());
    }
    try {
      Process process =
          new ProcessBuilder(program, "-version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw missing("exit code " + process.exitValue());
      }
      return program;
    } catch (IOException e) {
      throw missing(e.getMessage());
    } catch (InterruptedException e) {
      throw new MediaException("interrupted", e);
    }
  }

  private static MediaException missing(String reason) {
    return new MediaException(
        "the bundled ffmpeg program does not start ("
            + reason
            + "); on Debian and Ubuntu: apt install libpulse0 libasound2 libxcb1 libxcb-shm0"
            + " libxcb-shape0 libxcb-xfixes0");
  }
}
