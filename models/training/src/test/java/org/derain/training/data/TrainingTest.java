package org.derain.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.network.Device;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.rain.RainType;
import org.derain.training.DryClip;
import org.derain.training.Main;
import org.derain.training.TrainingRun;
import org.derain.training.config.RunFile;
import org.derain.training.learn.Trainer;
import org.derain.zoo.Model;
import org.derain.zoo.ModelCard;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short real training, from a clip to a model that takes rain out. */
class TrainingTest {
  @TempDir static Path folder;
  private static Path clip;

  @BeforeAll
  static void clip() throws Exception {
    clip = folder.resolve("dry.mp4");
    DryClip.render(DryClip.SCENE, 60, clip);
  }

  private static Path runFile(String name, String change, String to) throws IOException {
    return runFile(folder, name, change, to);
  }

  /** A run of the tiny tier over dry.mp4 in a folder, with one change. */
  static Path runFile(Path folder, String name, String change, String to) throws IOException {
    String text =
        """
        name: %1$s
        description: "for a test"
        tier: tiny
        seed: 3
        minutes: 10
        steps: 240
        batch: 8
        patch: 64
        learningRate: 0.003
        weightDecay: 0.0001
        averaging: 0.95
        threads: 1
        dry: 0.25
        types: {looks: 0.5, heavy: 0.5}
        single: 0.1
        reuse: 2
        pool: 200
        out: %2$s
        footage:
          - {file: %3$s, licence: "made by the test"}
        limits: []
        pairs: %4$s
        """
            .formatted(
                name, folder.resolve(name), folder.resolve("dry.mp4"), folder.resolve("none"));
    Path file = folder.resolve(name + ".yaml");
    return Files.writeString(file, text.replace(change, to));
  }

  private static String train(Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrainingRun.carryOut(run, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Tag("learns")
  @Test
  void learnsToTakeRainOffAndLeavesAModel() throws Exception {
    String said = train(runFile("learns", "", ""));
    List<String> log = Files.readAllLines(folder.resolve("learns/log.csv"));
    String[] last = log.get(log.size() - 1).split(",");
    double before = Double.parseDouble(last[4]);
    double after = Double.parseDouble(last[5]);
    double dry = Double.parseDouble(last[6]);
    assertTrue(after > before + 0.1, "held-out " + before + " dB became " + after + "\n" + said);
    assertTrue(dry > 30, "dry " + dry + " dB");
    Model model = Zoo.load(folder.resolve("learns/learns.onnx").toString());
    ModelCard card = model.card().orElseThrow();
    assertEquals(240, card.training().steps());
    assertEquals(1920, card.training().windows());
    assertEquals("made by the test", card.training().data().get(0).licence());
    String page = Files.readString(folder.resolve("learns/report.html"));
    assertTrue(page.contains("<polyline"), "the report has curves");
  }

  @Tag("learns")
  @Test
  void aStoppedRunGoesOnWhereItWas() throws Exception {
    train(runFile("stops", "steps: 240", "steps: 30"));
    String said = train(runFile("stops", "steps: 240", "steps: 45"));
    assertTrue(said.contains("resumed at step 30"), said);
    List<String> log = Files.readAllLines(folder.resolve("stops/log.csv"));
    assertEquals(List.of("30", "45"), log.stream().skip(1).map(l -> l.split(",")[0]).toList());
  }

  @Test
  void aCheckpointBringsBackWeightsAndMoments() throws Exception {
    RunFile run = RunFile.read(runFile("keeps", "", ""));
    List<Sample> samples = samples();
    Map<String, float[]> straight;
    try (Trainer trainer = new Trainer(run, System.out)) {
      for (int i = 0; i < 6; i++) {
        trainer.step(samples);
        if (i == 2) {
          trainer.checkpoint();
        }
      }
      straight = trainer.average().values();
    }
    try (Trainer trainer = new Trainer(run, System.out)) {
      assertEquals(3, trainer.steps());
      for (int i = 3; i < 6; i++) {
        trainer.step(samples);
      }
      Map<String, float[]> resumed = trainer.average().values();
      straight.forEach((name, values) -> assertArrayEquals(values, resumed.get(name), 1e-6f, name));
    }
  }

  @Test
  void theSameSeedStartsTheSameNetwork() {
    try (TorchNetwork a = new TorchNetwork(Tier.TINY, 4);
        TorchNetwork b = new TorchNetwork(Tier.TINY, 4)) {
      a.values().forEach((name, values) -> assertArrayEquals(values, b.values().get(name), name));
    }
  }

  @Test
  void dryWindowsAreTheirOwnTruth() {
    try (Footage footage = new Footage(List.of(clip));
        SampleRenderer renderer =
            new SampleRenderer(footage, 64, RainMix.of(RainType.LOOKS, 1, 9), 0.1, 9)) {
      for (int i = 0; i < 10; i++) {
        for (Sample sample : renderer.next()) {
          assertEquals(0, sample.rain());
          for (int k = 0; k < 64 * 64; k++) {
            assertEquals(sample.trueLuma()[k], sample.luma()[2 * 64 * 64 + k]);
          }
        }
      }
    }
  }

  @Test
  void rainyWindowsDifferFromTheirTruth() {
    List<Sample> samples = samples();
    long rainy = samples.stream().filter(s -> s.rain() > 0).count();
    assertEquals(samples.size(), rainy);
    long brighter = 0;
    for (Sample sample : samples) {
      for (int k = 0; k < 64 * 64; k++) {
        brighter += (sample.luma()[2 * 64 * 64 + k] & 255) > (sample.trueLuma()[k] & 255) ? 1 : 0;
      }
    }
    assertTrue(brighter > 64 * 64 * samples.size() / 20, "rain brightens " + brighter);
  }

  /** A picture scaled down until a window just fits is not one step of 16 too small. */
  @Test
  void aWindowFitsIntoAPictureScaledDownToIt() {
    for (int side = 64; side <= 256; side += 16) {
      for (int length = side; length <= 1920; length += 2) {
        double shrink = (double) length / side;
        assertEquals(side, SampleRenderer.sixteenths(length / shrink), length + " to " + side);
      }
    }
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    try (Footage footage = new Footage(List.of(clip));
        SampleRenderer renderer =
            new SampleRenderer(footage, 64, RainMix.of(RainType.LOOKS, 0, 9), 0.1, 9)) {
      while (samples.size() < 16) {
        samples.addAll(renderer.next());
      }
    }
    return samples;
  }

  @Test
  void mistakesInARunFileAreNamed() throws Exception {
    assertSays("unknown key 'batches'", runFile("bad", "batch: 8", "batch: 8\nbatches: 8"));
    assertSays("missing key 'batch'", runFile("bad", "batch: 8", ""));
    assertSays("patch: a multiple of 16", runFile("bad", "patch: 64", "patch: 60"));
    assertSays("no tier 'huge'", runFile("bad", "tier: tiny", "tier: huge"));
    assertSays("no such file", runFile("bad", "dry.mp4", "away.mp4"));
    assertSays("line 4", runFile("bad", "seed: 3", "seed: three"));
    String score = "tier: nano\nlearns: score";
    String taught = "\nteacher: x\ndistillation: {output: 1, features: 0}";
    assertSays("needs a start", runFile("bad", "tier: tiny", score));
    assertSays("no teacher", runFile("bad", "tier: tiny", score + "\nstart: x" + taught));
    assertSays("device: cpu or cuda", runFile("bad", "seed: 3", "seed: 3\ndevice: tpu"));
    assertSays("finalRate", runFile("bad", "seed: 3", "seed: 3\nfinalRate: 2"));
    assertSays("renderers: at least 1", runFile("bad", "seed: 3", "seed: 3\nrenderers: 0"));
    String photographs = "seed: 3\nphotographs: {share: 0.5, folder: ";
    assertSays("runs/photographs.sh", runFile("bad", "seed: 3", photographs + "none}"));
    Path none = Files.createDirectories(folder.resolve("photographs"));
    assertSays("nothing in", runFile("bad", "seed: 3", photographs + none + "}"));
    Files.writeString(none.resolve("a.png"), "");
    assertSays(
        "a share from 0",
        runFile("bad", "seed: 3", photographs.replace("0.5", "1.5") + none + "}"));
    assertSays("times: at least 1", runFile("bad", "dry.mp4", "dry.mp4, times: 0"));
    if (!Device.CUDA.present()) {
      assertSays("no GPU", runFile("bad", "seed: 3", "seed: 3\ndevice: cuda"));
    }
    assertSays("no such run file", folder.resolve("away.yaml"));
    assertEquals(2, Main.run());
    assertEquals(1, Main.run(folder.resolve("away.yaml").toString()));
  }

  private static void assertSays(String words, Path run) {
    try {
      RunFile.read(run);
    } catch (MediaException e) {
      assertTrue(e.getMessage().contains(words), e.getMessage());
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      return;
    }
    throw new AssertionError("accepted " + run);
  }
}
