package org.derain.app.dashcam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.card.CardWalk;
import org.derain.pipeline.card.Journal;
import org.derain.pipeline.card.Recording;
import org.derain.pipeline.card.Trial;
import org.derain.pipeline.scale.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model takes the rain out where nobody says it. */
class ModelChoiceTest {
  @TempDir Path folder;

  /** Recordings of 160x96 at 10 frames per second. */
  private List<Recording> recordings() throws Exception {
    Card card = new Card(folder);
    card.recording("20230515_141500F.mp4", 1, "lt(t,0)", "libx264 -preset ultrafast");
    return CardWalk.of(card.root, file -> true).recordings();
  }

  @Test
  void theLargerModelIsForMachinesThatCleanHalfAsFastAsItPlays() throws Exception {
    List<FrameFormat> tried = new ArrayList<>();
    // A trial with a quarter of the points: 20 frames per second are 5 of the whole picture.
    ModelChoice.Speed quick =
        format -> {
          tried.add(format);
          return new Trial(20);
        };
    ModelChoice choice = ModelChoice.of(recordings(), Scale.FULL::analysed, quick);
    assertEquals("base", choice.name());
    assertEquals(
        "the model is base: base cleans about 5.0 frames of 160x96 a second on this machine;"
            + " --model chooses",
        choice.reason());
    assertEquals(
        "nano", ModelChoice.of(recordings(), Scale.FULL::analysed, one -> new Trial(19)).name());
    ModelChoice.of(recordings(), Scale.HALF::analysed, quick);
    assertEquals(List.of(new FrameFormat(80, 48, 8), new FrameFormat(40, 24, 8)), tried);
  }

  @Test
  void theModelOfTheRunBeforeGoesOn() throws Exception {
    assertEquals(Optional.empty(), ModelChoice.before(folder.resolve("none")));
    Path result = Files.createDirectories(folder.resolve("clean"));
    Journal.open(result, Map.of("model", "base 1a2b3c")).close();
    assertEquals(Optional.of(new ModelChoice("base", "")), ModelChoice.before(result));
    Path other = Files.createDirectories(folder.resolve("other"));
    Journal.open(other, Map.of("model", "mine 1a2b3c")).close();
    assertEquals(Optional.empty(), ModelChoice.before(other));
  }
}
