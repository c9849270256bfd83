package org.derain.app.dashcam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.derain.clips.Clip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rain at the end of one recording of a drive reaches into the next, and not where it is dry. */
class DashcamJoinTest {
  private static final String X264 = "libx264 -preset ultrafast -sc_threshold 0";

  @TempDir Path folder;

  @Test
  void theFirstMomentOfTheNextRecordingIsLookedAt() throws Exception {
    Card card = new Card(folder);
    card.recording("20230515_141500F.mp4", 12, "gt(t,6.5)", X264);
    // It stops before the first look that is taken anyway, at one second.
    Path reached = card.recording("20230515_141512F.mp4", 8, "lt(t,0.4)", X264);
    Path missed = card.recording("20230515_161500F.mp4", 8, "gt(t,3.5)", X264);
    Path dry = card.recording("20230515_161508F.mp4", 8, "lt(t,0)", X264);
    assertEquals(0, card.run("--verify"), card.derain.err());
    String said = card.derain.err();
    assertTrue(said.contains("cut   20230515_141512F.mp4"), said);
    assertTrue(said.contains("copy  20230515_161508F.mp4"), said);
    assertArrayEquals(
        Files.readAllBytes(dry), Files.readAllBytes(card.result.resolve(dry.getFileName())));
    for (Path cut : new Path[] {reached, missed}) {
      assertEquals(Clip.frameTimes(cut), Clip.frameTimes(card.result.resolve(cut.getFileName())));
    }
  }
}
