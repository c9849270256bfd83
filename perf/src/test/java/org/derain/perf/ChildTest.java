package org.derain.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derain.clips.Main;
import org.derain.frames.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  @TempDir Path folder;

  private Child run(String... arguments) {
    return Child.run("the test", Main.command(List.of(arguments)), folder.resolve("log"));
  }

  @Test
  void timeAndMemoryAreThoseOfTheProcess() {
    // "-re" takes a second for a clip of a second.
    Child child =
        run(
            "-re",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=1280x720:rate=25:duration=1",
            "-f",
            "null",
            "-");
    assertTrue(child.wallS() > 0.7 && child.wallS() < 60, child::toString);
    assertTrue(child.cpuS() < child.wallS() * Runtime.getRuntime().availableProcessors());
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertTrue(child.peakMb() > 5 && child.peakMb() < 2000, child::toString);
      assertTrue(child.cpuS() > 0, child::toString);
    }
  }

  @Test
  void aFailureIsToldInTheWordsOfTheProcess() {
    MediaException failure =
        assertThrows(MediaException.class, () -> run("-i", "no-such-file", "-"));
    assertTrue(failure.getMessage().startsWith("the test failed with code "), failure::getMessage);
    assertTrue(failure.getMessage().contains("no-such-file"), failure::getMessage);
  }

  @Test
  void unknownMemoryIsSaidToBeUnknown() {
    assertEquals("n/a", Child.megabytes(-1));
    assertEquals("812", Child.megabytes(812));
  }
}
