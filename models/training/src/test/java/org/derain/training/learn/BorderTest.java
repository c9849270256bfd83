package org.derain.training.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.training.DryClip;
import org.derain.training.data.RealClips;
import org.derain.training.learn.Border.Told;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The border of the rain score lies where the clips that teach are told best. */
class BorderTest {
  @TempDir static Path folder;
  private static Path still;
  private static Path noisy;

  @BeforeAll
  static void clips() throws Exception {
    still = folder.resolve("still.mp4");
    DryClip.render("color=c=0x506070:size=96x64:rate=25", 30, still);
    noisy = folder.resolve("noisy.mp4");
    DryClip.render("color=c=0x506070:size=160x96:rate=25,noise=alls=60:allf=t", 30, noisy);
  }

  private static Told clip(boolean rainy, double... scores) {
    return new Told(rainy, scores);
  }

  @Test
  void liesHalfwayBetweenBothKinds() {
    List<Told> clips = List.of(clip(true, -1), clip(true, 3), clip(false, -2), clip(false, -5));
    Border border = Border.of(clips).orElseThrow();
    assertEquals(1.5, border.offset(), 1e-9);
    assertEquals(new Border(border.offset(), border.slope(), 2, 2, 2, 2), border);
  }

  @Test
  void oneKindCountsAsMuchAsTheOtherHoweverManyItsClips() {
    // Two of six dry clips lie above the one rainy clip that is hard to see: a third of the dry
    // ones is less than the half of the rainy ones.
    List<Told> clips =
        List.of(
            clip(true, -3),
            clip(true, 4),
            clip(false, -2),
            clip(false, -1),
            clip(false, -8),
            clip(false, -8),
            clip(false, -8),
            clip(false, -8));
    Border border = Border.of(clips).orElseThrow();
    assertEquals(5.5, border.offset(), 1e-9);
    assertEquals(new Border(border.offset(), border.slope(), 2, 2, 6, 4), border);
  }

  @Test
  void aClipIsToldByTheMeanOfItsScoresAndNotOfWhatComesBeforeTheSigmoid() {
    // Mean score of the rainy clip: 2/3 of the sigmoid of 1 + offset, which is 0.5 at ln 3 - 1.
    Border border =
        Border.of(List.of(clip(true, -19, 1, 1), clip(false, -2), clip(false, -9))).orElseThrow();
    assertEquals((Math.log(3) - 1 + 2) / 2, border.offset(), 1e-6);
    assertEquals(new Border(border.offset(), border.slope(), 1, 1, 2, 2), border);
  }

  @Test
  void isAsSteepAsTheClipsAreTellable() {
    // Eight of each kind, all right: Platt's target is 9 of 10, the sigmoid of ln 9.
    List<Told> clips = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clips.add(clip(true, -1));
      clips.add(clip(false, -3));
    }
    Border border = Border.of(clips).orElseThrow();
    assertEquals(2, border.offset(), 1e-9);
    assertEquals(Math.log(9), border.slope(), 0.03);
    // As far from the border, and as many wrong as right: nothing is to be told.
    for (int i = 0; i < 7; i++) {
      clips.add(clip(true, -3));
      clips.add(clip(false, -1));
    }
    assertTrue(Border.of(clips).orElseThrow().slope() < 0.3);
  }

  @Test
  void oneKindAloneTeachesNoBorder() {
    assertEquals(Optional.empty(), Border.of(List.of(clip(true, 1), clip(true, 2))));
    assertEquals(Optional.empty(), Border.of(List.of()));
  }

  @Test
  void theScoreAloneIsMovedByClipsThatTeachAlone() {
    List<RealClips.Clip> labelled =
        List.of(
            new RealClips.Clip(still, false, "own", null),
            new RealClips.Clip(noisy, true, "own", null),
            // Says the opposite, and has no say.
            new RealClips.Clip(noisy, false, "own", true),
            new RealClips.Clip(still, true, "own", true));
    try (RealClips clips = new RealClips(labelled);
        TorchNetwork network = new TorchNetwork(Tier.TINY, 4)) {
      Map<String, float[]> before = network.values();
      Border border = Border.fit(network, clips).orElseThrow();
      assertEquals(1, border.rainy());
      assertEquals(1, border.dry());
      network
          .values()
          .forEach(
              (name, values) -> {
                double slope = border.slope();
                if (name.equals(Border.BIAS)) {
                  assertEquals(slope * (before.get(name)[0] + border.offset()), values[0], 1e-4);
                } else if (name.equals(Border.WEIGHT)) {
                  assertEquals(slope * before.get(name)[0], values[0], 1e-6);
                } else {
                  assertArrayEquals(before.get(name), values, name);
                }
              });
      // Where it lies now it tells the same clips the same, and stays.
      Border again = Border.fit(network, clips).orElseThrow();
      assertEquals(0, again.offset(), 1e-3);
      assertEquals(border.found() + border.passed(), again.found() + again.passed());
    }
  }
}
