package org.derain.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.derain.frames.MediaException;
import org.derain.network.Device;
import org.derain.network.TorchNetwork;
import org.derain.training.DryClip;
import org.derain.training.TrainingRun;
import org.derain.training.config.RunFile;
import org.derain.training.learn.Border;
import org.derain.training.learn.StartingPoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
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
  @Tag("learns")
  void aRunEndsWithTheBorderThatItsClipsFit() throws Exception {
    Path noisy = folder.resolve("noisy.mp4");
    DryClip.render(DryClip.SCENE + ",noise=alls=40:allf=t", 30, noisy);
    String real =
        "real:\n"
            + "  share: 0.5\n"
            + "  clips:\n"
            + "    - {file: %s, rainy: true, licence: own}\n"
            + "    - {file: %s, rainy: false, licence: own}";
    Path file =
        TrainingTest.runFile(
            folder, "fits", "tier: tiny", "tier: tiny\n" + real.formatted(noisy, clip));
    Files.writeString(
        file, Files.readString(file).replace("steps: 240", "steps: 2").replace("200", "16"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    TrainingRun.carryOut(file, new PrintStream(said, true, StandardCharsets.UTF_8));
    String moved =
        said.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("The rain score was moved by"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(said));
    assertTrue(moved.contains(" of 1 rainy and "), moved);
    Path out = folder.resolve("fits");
    assertTrue(Files.readString(out.resolve("report.html")).contains(moved));
    // What is written tells the clips where the sentence says that it does.
    try (TorchNetwork network =
            StartingPoint.network(out.resolve("fits.onnx").toString(), Device.CPU);
        RealClips clips = new RealClips(RunFile.read(file).real().known())) {
      Border again = Border.fit(network, clips).orElseThrow();
      assertEquals(0, again.offset(), 1e-2);
    }
  }

  @Test
  void aClipIsLearnedFromOrJudgedByAndNeverBoth() throws Exception {
    String both =
        "real:\n  share: 0.5\n  clips:\n    - {file: %1$s, rainy: true, licence: own}\n"
            + "    - {file: %1$s, rainy: true, judged: true}";
    Path run =
        TrainingTest.runFile(folder, "both", "tier: tiny", "tier: tiny\n" + both.formatted(clip));
    MediaException said = assertThrows(MediaException.class, () -> RunFile.read(run));
    assertTrue(
        said.getMessage().endsWith("real: clips: learned from and judged by: " + clip),
        said.getMessage());
  }

  @Test
  void aClipThatTeachesNeedsALicenceForTheCard() throws Exception {
    String real = "tier: tiny\nreal: {share: 0.5, clips: [{file: %s, rainy: true}]}";
    assertRefused("real", "tier: tiny", real.formatted(clip), "real: clips: no licence, which");
    assertRefused(
        "footage", ", licence: \"made by the test\"", "", "footage: no licence, which the card");
  }

  private static void assertRefused(String name, String change, String to, String reason)
      throws Exception {
    Path run = TrainingTest.runFile(folder, name, change, to);
    String said = assertThrows(MediaException.class, () -> RunFile.read(run)).getMessage();
    assertTrue(said.contains(reason), said);
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
