package org.derain.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.derain.clips.Clip;
import org.derain.frames.MediaException;
import org.derain.training.DryClip;
import org.derain.training.TrainingRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real rain without its streaks, and nothing else taken off. */
class PseudoTruthTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 192;
  private static final int BOX = 20;

  @TempDir static Path folder;
  private static Path rainy;

  @BeforeAll
  static void clips() throws Exception {
    rainy = rain("rainy", 1);
    rain("judged", 2);
    DryClip.render(DryClip.SCENE, 40, folder.resolve("moving.mp4"));
  }

  private static int scene(int y) {
    return 60 + y / 2;
  }

  private static Path rain(String name, long seed) throws IOException {
    return rain(name, seed, 12, BOX);
  }

  /** A fixed scene, each frame with so many streaks, and a bright box that walks through it. */
  private static Path rain(String name, long seed, int streaks, int box) throws IOException {
    Path raw = folder.resolve(name + ".yuv");
    Random random = new Random(seed);
    try (OutputStream out = Files.newOutputStream(raw)) {
      for (int frame = 0; frame < 40; frame++) {
        byte[] picture = new byte[WIDTH * HEIGHT * 3 / 2];
        for (int i = 0; i < picture.length; i++) {
          picture[i] = (byte) (i < WIDTH * HEIGHT ? scene(i / WIDTH) : 128);
        }
        for (int streak = 0; streak < streaks; streak++) {
          brighten(picture, random.nextInt(WIDTH - 2), random.nextInt(HEIGHT - 24), 2, 24);
        }
        brighten(picture, 20 + 6 * frame, 80, box, box);
        out.write(picture);
      }
    }
    Path clip = folder.resolve(name + ".mkv");
    Clip.make(
        clip,
        "-f rawvideo -pixel_format yuv420p -video_size "
            + WIDTH
            + "x"
            + HEIGHT
            + " -framerate 25 -i "
            + raw
            + " -c:v ffv1");
    return clip;
  }

  private static void brighten(byte[] picture, int left, int top, int width, int height) {
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        picture[y * WIDTH + x] = (byte) (scene(y) + 60);
      }
    }
  }

  private static PseudoTruth.Clip clip(Path file, Boolean judged) {
    return new PseudoTruth.Clip(file, "own", judged);
  }

  @Test
  void streaksGoAndWhatWalksThroughStays() {
    try (PseudoTruth pseudo = new PseudoTruth(List.of(clip(rainy, null)))) {
      for (Sample sample : pseudo.next(new Random(1), HEIGHT, 6)) {
        assertTrue(sample.known());
        assertEquals(RealRain.RAINY, sample.rain());
        int streaks = 0;
        int box = 0;
        for (int at = 0; at < HEIGHT * HEIGHT; at++) {
          int scene = scene(at / HEIGHT);
          int truth = sample.trueLuma()[at] & 255;
          int seen = sample.luma()[2 * HEIGHT * HEIGHT + at] & 255;
          if (seen > scene + 30) {
            streaks++;
          }
          if (truth > scene + 30) {
            box++;
          } else {
            assertEquals(scene, truth, 1, "at " + at);
          }
        }
        assertTrue(box <= BOX * BOX * 1.2, box + " points of the box");
        assertTrue(streaks >= box + 100, streaks + " points brighter, " + box + " in the truth");
      }
    }
  }

  @Test
  void judgedClipsAreTheSameEveryTimeAndTeachNothing() {
    try (PseudoTruth pseudo = new PseudoTruth(List.of(clip(rainy, true)))) {
      assertFalse(pseudo.teaches());
      List<Sample> one = pseudo.judged(64);
      List<Sample> two = pseudo.judged(64);
      assertEquals(one.size(), two.size());
      assertFalse(one.isEmpty());
      for (int i = 0; i < one.size(); i++) {
        assertArrayEquals(one.get(i).luma(), two.get(i).luma());
      }
    }
  }

  @Test
  void aMovingCameraHasNone() {
    Path moving = folder.resolve("moving.mp4");
    MediaException refused =
        assertThrows(
            MediaException.class, () -> new PseudoTruth(List.of(clip(moving, null))).close());
    assertTrue(refused.getMessage().startsWith(moving + ": has no pseudo truth: it takes a fixed"));
  }

  /** One streak a frame: too little for a window as large as the picture. */
  @Test
  void windowsThatHaveNoneAreNotSoughtForEver() throws Exception {
    Path drizzle = rain("drizzle", 3, 1, 0);
    try (PseudoTruth pseudo = new PseudoTruth(List.of(clip(drizzle, null)))) {
      assertEquals(5, pseudo.next(new Random(1), 48, 5).size());
      MediaException refused =
          assertThrows(MediaException.class, () -> pseudo.next(new Random(1), HEIGHT, 1));
      assertTrue(
          refused.getMessage().startsWith("pseudo: no place of 192 pixels has a truth"),
          refused.getMessage());
    }
  }

  private static Path runFile(String name, String pseudo, String more) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        name: %2$s
        description: "for a test"
        tier: tiny
        seed: 3
        minutes: 10
        steps: 4
        batch: 8
        patch: 48
        learningRate: 0.003
        weightDecay: 0.0001
        averaging: 0.9
        threads: 1
        dry: 0.1
        single: 0
        reuse: 2
        pool: 36
        out: %1$s/%2$s
        types: {heavy: 1}
        footage:
          - {file: %1$s/moving.mp4, licence: "made by the test"}
        limits: []
        pseudo: %3$s
        %4$s
        """
            .formatted(folder, name, pseudo, more));
  }

  private static String clips(String share) {
    return "{share: "
        + share
        + ", clips: [{file: "
        + rainy
        + ", licence: own}, {file: "
        + folder.resolve("judged.mkv")
        + ", judged: true}]}";
  }

  private static String train(Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrainingRun.carryOut(run, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @Tag("learns")
  void aRunLearnsFromItAndIsJudgedByIt() throws Exception {
    String said = train(runFile("run", clips("0.5"), ""));
    assertTrue(said.contains("pseudo truth "), said);
    Path out = folder.resolve("run");
    assertTrue(Files.readAllLines(out.resolve("log.csv")).get(0).endsWith(",pseudo_in,pseudo"));
    String card = Files.readString(out.resolve("run.json"));
    assertTrue(card.contains("rainy.mkv (real rain, pseudo truth)"), card);
    assertFalse(card.contains("judged.mkv"), card);
  }

  @Test
  @Tag("learns")
  void armsOfATrialDifferInItsShare() throws Exception {
    String trial = "trial: {seeds: [1], arms: {without: {pseudo: null}, with: {pseudo.share: 1}}}";
    assertRefused(clips("0.5"), trial, "pseudo: a share from 0 to below 1");
    train(runFile("arms", clips("0.5"), trial.replace("share: 1", "share: 0.9")));
    List<String> table = Files.readAllLines(folder.resolve("arms").resolve("trial.md"));
    assertTrue(table.get(0).contains("pseudo truth"), table.get(0));
    assertEquals(4, table.stream().limit(4).count());
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    assertRefused("{share: 0.1, clips: []}", "", "pseudo: clips: at least one that is not only");
    assertRefused(
        "{share: 0.1, clips: [{file: none.mp4, licence: own}]}",
        "",
        "pseudo: clips: no such file: none.mp4");
    assertRefused(
        "{share: 0.1, clips: [{file: " + rainy + "}]}", "", "no licence, which the card names");
    assertRefused(
        "{share: 0.1, clips: [{file: "
            + rainy
            + ", licence: own}, {file: "
            + rainy
            + ", judged: true}]}",
        "",
        "pseudo: clips: named twice: ");
  }

  private static void assertRefused(String pseudo, String more, String mistake) throws Exception {
    Path run = runFile("wrong", pseudo, more);
    MediaException refused = assertThrows(MediaException.class, () -> train(run));
    assertTrue(refused.getMessage().contains(mistake), refused.getMessage());
  }
}
