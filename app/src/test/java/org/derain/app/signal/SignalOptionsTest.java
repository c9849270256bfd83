package org.derain.app.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.derain.app.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong about whom to tell is one line, without credentials, before anything begins. */
class SignalOptionsTest {
  private final Commands derain = new Commands();

  @TempDir Path folder;

  private void refused(int code, String reason, String... words) throws Exception {
    Object[] all =
        Stream.concat(
                Stream.of("live", "none.mp4", "-o", folder.resolve("x.mkv").toString()),
                Stream.of(words))
            .toArray();
    assertEquals(code, derain.run(all), derain.err());
    assertTrue(derain.err().contains(reason), derain.err());
    assertFalse(derain.err().contains("hunter2"), derain.err());
    assertFalse(Files.exists(folder.resolve("x.mkv")));
  }

  @Test
  void aWrongAddressIsWrongUsage() throws Exception {
    refused(2, "--on-rain: a web hook is http://HOST/", "--on-rain", "ftp://u:hunter2@h/x");
    refused(2, "--mqtt: a broker is mqtt://HOST", "--mqtt", "http://u:hunter2@h");
    refused(2, "no variable NOT_SET_ANYWHERE", "--mqtt", "mqtt://u:${NOT_SET_ANYWHERE}@h");
    refused(2, "--on-rain-secret-file is for --on-rain", "--on-rain-secret-file", "secret");
  }

  @Test
  void aFileThatCannotBeUsedIsOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("short"), "hunter2\n");
    String url = "http://127.0.0.1:9/x";
    refused(1, "at least 16", "--on-rain", url, "--on-rain-secret-file", file.toString());
    refused(1, "cannot read", "--on-rain", url, "--on-rain-secret-file", folder + "/none");
    refused(1, "no certificate in it", "--on-rain", url, "--trust", file.toString());
  }

  @Test
  void aCardThatIsNotWatchedTellsNothing() throws Exception {
    String out = folder.resolve("clean").toString();
    assertEquals(2, derain.run("dashcam", folder, "-o", out, "--mqtt", "mqtt://h"), derain.err());
    assertTrue(derain.err().contains("go with --watch"), derain.err());
  }
}
