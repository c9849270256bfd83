package org.derain.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.derain.frames.MediaException;
import org.derain.training.DryClip;
import org.derain.training.config.RunFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real clips teach whether it rains; those that are judged by teach nothing. */
class RealClipsTest {
  private static final int SIDE = 64;

  @TempDir static Path folder;
  private static Path clip;

  @BeforeAll
  static void clip() throws Exception {
    clip = folder.resolve("clip.mp4");
    DryClip.render(DryClip.SCENE, 40, clip);
    Files.copy(clip, folder.resolve("dry.mp4"));
  }

  private static RealClips.Clip labelled(boolean rainy, Boolean judged) {
    return new RealClips.Clip(clip, rainy, "own", judged);
  }

  @Test
  void rainyAndDryWindowsAreDrawnAlike() {
    try (RealClips clips = new RealClips(List.of(labelled(true, null), labelled(false, false)))) {
      List<Sample> drawn = clips.next(new Random(1), SIDE, 40);
      long rainy = drawn.stream().filter(sample -> sample.rain() == RealRain.RAINY).count();
      long dry = drawn.stream().filter(sample -> sample.rain() == 0).count();
      assertEquals(40, rainy + dry);
      assertTrue(rainy >= 10 && dry >= 10, rainy + " rainy");
      assertTrue(drawn.stream().anyMatch(Sample::moving));
      for (Sample sample : drawn) {
        // What rain hides is not known; a dry window is its own truth.
        assertEquals(sample.rain() == 0, sample.known());
        int frame = SIDE * SIDE;
        assertArrayEquals(
            sample.trueLuma(), Arrays.copyOfRange(sample.luma(), 2 * frame, 3 * frame));
        assertArrayEquals(
            sample.trueChroma(), Arrays.copyOfRange(sample.chroma(), frame, frame + frame / 2));
      }
    }
  }

  @Test
  void judgedClipsAreTheSameEveryTimeAndTeachNothing() {
    try (RealClips clips = new RealClips(List.of(labelled(true, true)))) {
      assertFalse(clips.teaches());
      List<RealClips.Judged> one = clips.judged(SIDE);
      List<RealClips.Judged> other = clips.judged(SIDE);
      assertEquals(List.of("clip.mp4"), one.stream().map(RealClips.Judged::name).toList());
      assertTrue(one.get(0).rainy());
      for (int i = 0; i < one.get(0).windows().size(); i++) {
        assertArrayEquals(one.get(0).windows().get(i).luma(), other.get(0).windows().get(i).luma());
      }
    }
  }

  @Test
  void aClipIsLearnedFromOrJudgedByAndNeverBoth() throws Exception {
    String both =
        "real:\n  share: 0.5\n  clips:\n    - {file: %1$s, rainy: true}\n"
            + "    - {file: %1$s, rainy: true, judged: true}";
    Path run =
        TrainingTest.runFile(folder, "both", "tier: tiny", "tier: tiny\n" + both.formatted(clip));
    MediaException said = assertThrows(MediaException.class, () -> RunFile.read(run));
    assertTrue(
        said.getMessage().endsWith("real: clips: learned from and judged by: " + clip),
        said.getMessage());
  }

  @Test
  void aClipThatIsNotThereIsNamed() throws Exception {
    String real =
        "real:\n  share: 0.5\n  clips:\n    - {file: none.mp4, rainy: true, licence: own}";
    Path run = TrainingTest.runFile(folder, "absent", "tier: tiny", "tier: tiny\n" + real);
    MediaException said = assertThrows(MediaException.class, () -> RunFile.read(run));
    assertTrue(
        said.getMessage().endsWith("real: clips: no such file: none.mp4"), said.getMessage());
  }
}
