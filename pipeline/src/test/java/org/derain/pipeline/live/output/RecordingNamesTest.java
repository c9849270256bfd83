package org.derain.pipeline.live.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingNamesTest {
  @TempDir Path folder;
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-31T23:59:59Z"), ZoneOffset.UTC);

  private String next(boolean timed) throws Exception {
    Path file = new RecordingNames(folder.resolve("clean.mkv"), timed, clock).next();
    Files.writeString(file, "something");
    return file.getFileName().toString();
  }

  @Test
  void aRecordingNeverReplacesAnother() throws Exception {
    assertEquals("clean.mkv", next(false));
    assertEquals("clean-20260131-235959.mkv", next(false));
    assertEquals("clean-20260131-235959-2.mkv", next(false));
  }

  @Test
  void allPiecesCarryTheirTime() throws Exception {
    assertEquals("clean-20260131-235959.mkv", next(true));
    assertEquals("clean-20260131-235959-2.mkv", next(true));
  }

  @Test
  void anEmptyFileAndADeviceAreWritten() throws Exception {
    Files.createFile(folder.resolve("clean.mkv"));
    assertEquals("clean.mkv", next(false));
    Files.delete(folder.resolve("clean.mkv"));
    Files.createSymbolicLink(folder.resolve("clean.mkv"), Path.of("/dev/null"));
    assertEquals("clean.mkv", next(true));
  }
}
