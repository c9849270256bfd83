package org.derain.training.continual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.derain.network.Device;
import org.derain.network.TorchNetwork;
import org.derain.training.config.Review;
import org.derain.training.config.RunFile;
import org.derain.training.data.Recipe;
import org.derain.training.data.RenderedWindows;
import org.derain.training.data.Sample;
import org.derain.training.data.Windows;
import org.derain.training.learn.StartingPoint;
import org.derain.training.learn.Trainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two toy rains after each other: one brightens the whole picture, the other darkens it. Learning
 * the second alone unlearns the first.
 */
@Tag("learns")
class ForgettingTest {
  private static final int SIDE = 32;
  private static final PrintStream SILENT = new PrintStream(PrintStream.nullOutputStream());

  @TempDir Path folder;

  @Test
  void aTeacherAndReviewForgetLessThanFineTuning() throws Exception {
    List<Sample> bright = windows(30, 1, 64);
    List<Sample> dark = windows(-30, 2, 64);
    TypeLooks looks =
        new TypeLooks(Map.of("bright", windows(30, 3, 16), "dark", windows(-30, 4, 16)));
    Lesson first = new Lesson(run("first", null, null));
    Map<String, Double> before =
        first.learn(done -> new RenderedWindows(bright, done), looks, SILENT).psnr();
    String old = first.model().toString();
    Map<String, Double> plain =
        new Lesson(run("plain", old, null))
            .learn(done -> new RenderedWindows(dark, done), looks, SILENT)
            .psnr();
    Map<String, Double> both =
        new Lesson(run("both", old, old))
            .learn(
                done ->
                    new ReviewedWindows(
                        new RenderedWindows(dark, done),
                        new RenderedWindows(bright.subList(0, 16), done),
                        0.5),
                looks,
                SILENT)
            .psnr();
    String figures = before + " plain " + plain + " both " + both;
    assertTrue(before.get("bright") > looks.input().get("bright") + 3, figures);
    assertTrue(plain.get("dark") > before.get("dark") + 3, figures);
    assertTrue(both.get("dark") > before.get("dark") + 2, figures);
    double plainLost = before.get("bright") - plain.get("bright");
    double bothLost = before.get("bright") - both.get("bright");
    assertTrue(plainLost > bothLost + 3, figures);
  }

  @Test
  void aLessonThatWasStoppedGoesOnWithinIt() throws Exception {
    List<Sample> bright = windows(30, 1, 16);
    RunFile run = run("stopped", null, null);
    try (Trainer trainer = new Trainer(run, SILENT)) {
      for (int i = 0; i < 7; i++) {
        trainer.step(bright.subList(0, 8));
      }
      trainer.checkpoint();
    }
    List<Long> starts = new ArrayList<>();
    Lesson lesson = new Lesson(run);
    TypeLooks looks = new TypeLooks(Map.of("bright", bright));
    Lesson.Learned learned =
        lesson.learn(
            done -> {
              starts.add(done);
              return new RenderedWindows(bright, done);
            },
            looks,
            SILENT);
    assertEquals(List.of(7L), starts);
    assertEquals(run.steps(), learned.steps());
    try (TorchNetwork network = StartingPoint.network(lesson.model().toString(), Device.CPU)) {
      assertEquals(learned.psnr().get("bright"), looks.look(network).get("bright"), 1e-3);
    }
  }

  @Test
  void everyBatchHasItsShareOfOldWindowsAtItsEnd() {
    List<Sample> fresh = windows(30, 1, 5);
    List<Sample> old = windows(-30, 2, 3);
    Windows reviewed =
        new ReviewedWindows(new RenderedWindows(fresh, 1), new RenderedWindows(old, 2), 0.25);
    assertEquals(4, reviewed.replayed(16));
    for (int i = 0; i < 20; i++) {
      List<Sample> batch = reviewed.draw(16);
      assertEquals(16, batch.size());
      assertTrue(fresh.containsAll(batch.subList(0, 12)));
      assertTrue(old.containsAll(batch.subList(12, 16)));
    }
  }

  @Test
  void theHardestAreKeptOrSomeOfEveryKind() {
    List<Recipe> seen = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      seen.add(new Recipe("clip", i, i, false, null, null));
      losses.add((double) (i * 5 % 12));
    }
    assertEquals(List.of(11., 10., 9.), kept(Review.Selection.HARDEST, seen, losses));
    assertEquals(List.of(9., 5., 1.), kept(Review.Selection.SPREAD, seen, losses));
  }

  private static List<Double> kept(
      Review.Selection selection, List<Recipe> seen, List<Double> losses) {
    return Sequence.select(new Review(0.5, 3, selection, null), seen, losses).stream()
        .map(recipe -> losses.get(recipe.run()))
        .toList();
  }

  private RunFile run(String name, String start, String teacher) throws IOException {
    Files.writeString(folder.resolve("clip"), "");
    Path file =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            {name: %2$s, description: "for a test", tier: tiny, seed: 5, minutes: 10, steps: 150,
             batch: 8, patch: 32, learningRate: 0.01, weightDecay: 0.0001, averaging: 0.9,
             threads: 1, dry: 0, single: 0, reuse: 1, pool: 8, out: %1$s/%2$s,
             footage: [{file: %1$s/clip, licence: none}], limits: [], tasks: [{type: light}],
             distillation: {output: 0.3, features: 0.02, fresh: 0}}
            """
                .formatted(folder, name));
    RunFile all = RunFile.read(file);
    return all.part(all.out(), start, teacher, all.minutes(), all.steps());
  }

  /** Soft videos of middling brightness, and what is added to them. */
  private static List<Sample> windows(int change, long seed, int count) {
    Random random = new Random(seed);
    List<Sample> windows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double level = 110 + 30 * random.nextDouble();
      double phase = 6 * random.nextDouble();
      byte[] truth = new byte[SIDE * SIDE];
      byte[] rainy = new byte[truth.length];
      for (int i = 0; i < truth.length; i++) {
        int value = (int) (level + 10 * Math.sin(phase + i % SIDE / 3.0 + i / SIDE / 5.0));
        truth[i] = (byte) value;
        rainy[i] = (byte) (value + change);
      }
      byte[] luma = new byte[5 * truth.length];
      for (int i = 0; i < 5; i++) {
        for (int j = 0; j < truth.length; j++) {
          luma[i * truth.length + j] = (byte) (rainy[j] + i - 2);
        }
      }
      byte[] chroma = new byte[10 * truth.length / 4];
      byte[] trueChroma = new byte[2 * truth.length / 4];
      Arrays.fill(chroma, (byte) 128);
      Arrays.fill(trueChroma, (byte) 128);
      windows.add(new Sample(luma, chroma, truth, trueChroma, 1, new float[0], true));
    }
    return windows;
  }
}
