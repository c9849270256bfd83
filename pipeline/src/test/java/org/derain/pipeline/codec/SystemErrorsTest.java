package org.derain.pipeline.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SystemErrorsTest {
  /** What a program may ask for before anything else of FFmpeg. */
  static final class First {
    private First() {}

    public static void main(String[] arguments) {
      System.out.print(SystemErrors.AGAIN);
    }
  }

  @Test
  void errorsCanBeAskedForBeforeAnyLibraryIsLoaded() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                First.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
    assertEquals(String.valueOf(SystemErrors.AGAIN), said);
  }
}
