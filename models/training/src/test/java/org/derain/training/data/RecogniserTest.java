package org.derain.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.derain.network.DerainNetwork;
import org.derain.network.OnnxExport;
import org.derain.network.Precision;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.rain.RainType;
import org.derain.training.DryClip;
import org.derain.training.config.RunFile;
import org.derain.training.learn.Batch;
import org.derain.training.learn.Trainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rain score can be learned by itself, and so can the rest. */
@Tag("learns")
class RecogniserTest {
  @TempDir static Path folder;
  private static List<Sample> rainy;
  private static List<Sample> dry;

  @BeforeAll
  static void windows() throws Exception {
    Path clip = folder.resolve("dry.mp4");
    DryClip.render(DryClip.SCENE, 60, clip);
    try (Footage footage = new Footage(List.of(clip))) {
      rainy = windows(footage, 0);
      dry = windows(footage, 1);
    }
    assertTrue(rainy.stream().allMatch(sample -> sample.rain() > 0.5));
  }

  private static List<Sample> windows(Footage footage, double share) {
    List<Sample> samples = new ArrayList<>();
    RainMix mix = RainMix.of(RainType.LOOKS, share, 9);
    try (SampleRenderer renderer = new SampleRenderer(footage, 64, mix, 0.1, 9)) {
      while (samples.size() < 24) {
        renderer.next().stream().filter(s -> s.rain() == 0 || s.rain() > 0.5).forEach(samples::add);
      }
    }
    return samples;
  }

  private static RunFile run(String name, String learns) throws IOException {
    String tier = "tier: nano\nlearns: " + learns;
    return RunFile.read(TrainingTest.runFile(folder, name, "tier: tiny", tier));
  }

  private static List<Sample> batch(int step) {
    List<Sample> batch = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      batch.add(rainy.get((8 * step + i) % 16));
      batch.add(dry.get((8 * step + i) % 16));
    }
    return batch;
  }

  private static double mean(TorchNetwork network, List<Sample> samples) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Batch batch = Batch.of(samples.subList(16, 24));
      return network
          .recognise(batch.luma(), batch.chroma(), Precision.FLOAT)
          .rain()
          .mean()
          .item_float();
    }
  }

  /** Which weights differ between two networks: of the score, of the rest. */
  private static boolean[] changed(Map<String, float[]> before, Map<String, float[]> after) {
    boolean[] changed = new boolean[2];
    before.forEach(
        (name, array) -> {
          if (!Arrays.equals(array, after.get(name))) {
            changed[DerainNetwork.recognises(name) ? 0 : 1] = true;
          }
        });
    return changed;
  }

  @Test
  void theScoreIsLearnedAlone() throws Exception {
    Path start = folder.resolve("start.onnx");
    try (TorchNetwork random = new TorchNetwork(Tier.NANO, 4)) {
      Files.write(start, OnnxExport.file("start", Tier.NANO, random.values()));
    }
    try (Trainer trainer = new Trainer(run("score", "score\nstart: " + start), System.out)) {
      Map<String, float[]> before = trainer.average().values();
      for (int step = 0; step < 90; step++) {
        trainer.step(batch(step));
      }
      Map<String, float[]> after = trainer.average().values();
      assertArrayEquals(new boolean[] {true, false}, changed(before, after));
      double wet = mean(trainer.average(), rainy);
      double none = mean(trainer.average(), dry);
      assertTrue(wet > none + 0.3, "rainy " + wet + ", dry " + none);
    }
  }

  @Test
  void readingLeavesWhatIsSeen() throws Exception {
    Path start = folder.resolve("seen.onnx");
    try (TorchNetwork random = new TorchNetwork(Tier.NANO, 4)) {
      Files.write(start, OnnxExport.file("start", Tier.NANO, random.values()));
    }
    try (Trainer trainer = new Trainer(run("reading", "reading\nstart: " + start), System.out)) {
      Map<String, float[]> before = trainer.average().values();
      for (int step = 0; step < 3; step++) {
        trainer.step(batch(step));
      }
      Map<String, float[]> after = trainer.average().values();
      before.forEach(
          (name, array) ->
              assertEquals(
                  DerainNetwork.reads(name), !Arrays.equals(array, after.get(name)), name));
    }
  }

  @Test
  void removalIsLearnedAlone() throws Exception {
    try (Trainer trainer = new Trainer(run("removal", "removal"), System.out)) {
      Map<String, float[]> before = trainer.average().values();
      for (int step = 0; step < 3; step++) {
        trainer.step(batch(step));
      }
      Map<String, float[]> after = trainer.average().values();
      assertArrayEquals(new boolean[] {false, true}, changed(before, after));
    }
  }
}
