package org.derain.pipeline.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.derain.clips.Clip;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a recording is looked at. */
class TriageTest {
  private static final String SCENE = "-f lavfi -i testsrc2=s=160x96:r=25 -t %s -c:v libx264 -g 25";

  @TempDir Path folder;

  private List<Double> looks(String name, String words, double border) throws Exception {
    Path file = Clip.make(folder.resolve(name), words);
    try (Triage triage = new Triage(Zoo.load("nano"), border)) {
      return triage.survey(file).looks().stream().map(Look::t).toList();
    }
  }

  /** With B frames, key frames are decoded before they are shown. */
  @ParameterizedTest
  @CsvSource({"mp4, 0", "mp4, 2", "mov, 2", "ts, 2"})
  void looksAreAtKeyFrames(String container, int between) throws Exception {
    String words = SCENE.formatted("5") + " -sc_threshold 0 -bf " + between;
    assertEquals(List.of(1.0, 4.0), looks("in." + container, words, 0.5));
  }

  /** Rain begins with two rainy looks: here every look is one. */
  @ParameterizedTest
  @CsvSource({"0.8", "1.2", "2"})
  void aShortRecordingIsLookedAtMoreThanOnce(String seconds) throws Exception {
    List<Double> looks = looks("in.mp4", SCENE.formatted(seconds), 0);
    assertTrue(looks.size() > 1, looks.toString());
  }

  @Test
  void aDryOneIsNot() throws Exception {
    assertEquals(1, looks("in.mp4", SCENE.formatted("1.2"), 0.5).size());
  }
}
