package org.derain.training.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.network.OnnxExport;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.network.Weights;
import org.derain.training.DryClip;
import org.derain.training.TrainingRun;
import org.derain.training.config.RunFile;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that prunes what it starts from, and is taught by it. */
class PrunedRunTest {
  private static final Tier START =
      Tier.TINY.with(Map.of("half", 16, "quarter", 16, "eighth", 24, "sixteenth", 16, "deep", 1));

  @TempDir static Path folder;

  @BeforeAll
  static void footage() throws Exception {
    DryClip.render(DryClip.SCENE, 30, folder.resolve("dry.mp4"));
    try (TorchNetwork network = new TorchNetwork(START, 4)) {
      Files.write(folder.resolve("start.onnx"), OnnxExport.file("start", START, network.values()));
    }
  }

  private static Path runFile(String name, String more) throws IOException {
    String text =
        """
        name: %2$s
        description: "for a test"
        tier: tiny
        start: %1$s/start.onnx
        seed: 3
        minutes: 10
        steps: 3
        batch: 4
        patch: 48
        learningRate: 0.003
        weightDecay: 0.0001
        averaging: 0.9
        threads: 1
        device: cpu
        dry: 0.1
        single: 0
        reuse: 2
        pool: 12
        out: %1$s/%2$s
        types: {heavy: 1}
        footage:
          - {file: %1$s/dry.mp4, licence: "made by the test"}
        limits: []
        """
            .formatted(folder, name);
    return Files.writeString(folder.resolve(name + ".yaml"), text + more);
  }

  private static String train(Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrainingRun.carryOut(run, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Weights model(String file) {
    return Weights.read(Zoo.load(folder.resolve(file).toString()).onnx(8)).orElseThrow();
  }

  @Test
  void isTaughtByWhatItWas() throws Exception {
    Path file = runFile("half", "prune: {keep: 0.5, to: {window: 3, deep: 0}, batches: 2}\n");
    RunFile run = RunFile.read(file);
    assertEquals(run.start(), run.teacher());
    assertTrue(run.distillation().output() > 0);
    String said = train(file);
    assertTrue(said.contains("measuring importance on 8 windows"), said);
    Tier small =
        START.with(
            Map.of("half", 8, "quarter", 8, "eighth", 16, "sixteenth", 8, "window", 3, "deep", 0));
    assertEquals(small, model("half/half.onnx").tier());
    assertFalse(train(file).contains("measuring"), "what is pruned is not pruned again");
    // What is left is a part of what was there: whole rows of a convolution without fewer inputs.
    float[] all = model("start.onnx").values().get("rain.weight");
    float[] left = model("half/pruned.onnx").values().get("rain.weight");
    assertEquals(all.length, left.length);
    assertTrue(Arrays.equals(all, left));
    float[] tuned = model("half/half.onnx").values().get("rain.weight");
    assertFalse(Arrays.equals(all, tuned), "and then tuned");
    assertTrue(Files.readString(folder.resolve("half/half.json")).contains("\"window\" : 3"));
  }

  @Test
  void importanceNeedsNoWindows() throws Exception {
    train(runFile("norm", "prune: {to: {eighth: 16}, batches: 0}\n"));
    assertEquals(START.with(Map.of("eighth", 16)), model("norm/norm.onnx").tier());
  }

  @Test
  void withoutATierARunGoesOnWithTheStarts() throws Exception {
    Path file = runFile("on", "");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("tier: tiny\n", ""));
    train(file);
    assertEquals(START, model("on/on.onnx").tier());
    Files.writeString(file, text.replace("tier: tiny\nstart:", "\n#"));
    String said = assertThrows(MediaException.class, () -> RunFile.read(file)).getMessage();
    assertTrue(said.endsWith("on.yaml: needs a tier, or a start that has one"), said);
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    assertRefused("prune: {}", "prune: needs keep or to");
    assertRefused("prune: {keep: 2}", "prune: keep: above 0, at most 1");
    assertRefused("prune: {to: {eighth: 12}}", "prune: eighth: channels in multiples of 8");
    assertRefused("prune: {to: {eight: 8}}", "a tier has");
    assertRefused("prune: {to: {eighth: 32}}", "prune: a tier cannot be pruned out of tiny");
    assertRefused("prune: {to: {window: 4}}", "prune: a window of 5 frames cannot become one of 4");
  }

  private static void assertRefused(String more, String reason) throws IOException {
    Path file = runFile("refused", more.replace("}}", "}, batches: 0}") + "\n");
    String said = assertThrows(MediaException.class, () -> train(file)).getMessage();
    assertTrue(said.contains(reason), said);
    assertEquals(1, said.lines().count(), said);
    assertFalse(Files.exists(folder.resolve("refused/checkpoint.pt")));
  }
}
