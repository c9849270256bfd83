package org.derain.training.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.derain.frames.MediaException;
import org.derain.network.Device;
import org.derain.network.Precision;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.training.DryClip;
import org.derain.training.TrainingRun;
import org.derain.training.config.RunFile;
import org.derain.training.data.Sample;
import org.derain.training.learn.Batch;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real footage teaches reaches the student. */
class TransferTest {
  private static final int SIDE = 32;

  @TempDir static Path folder;

  @BeforeAll
  static void footage() throws Exception {
    DryClip.render(DryClip.SCENE, 50, folder.resolve("dry.mp4"));
    DryClip.render(DryClip.SCENE + ",noise=alls=40:allf=t", 30, folder.resolve("rainy.mp4"));
    Files.copy(folder.resolve("dry.mp4"), folder.resolve("judged-dry.mp4"));
    Files.copy(folder.resolve("rainy.mp4"), folder.resolve("judged-rainy.mp4"));
  }

  private static List<Sample> windows(int count) {
    Random random = new Random(1);
    List<Sample> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] luma = new byte[5 * SIDE * SIDE];
      byte[] chroma = new byte[luma.length / 2];
      random.nextBytes(luma);
      random.nextBytes(chroma);
      int half = SIDE * SIDE / 4;
      windows.add(
          new Sample(
              luma,
              chroma,
              Arrays.copyOfRange(luma, 2 * SIDE * SIDE, 3 * SIDE * SIDE),
              Arrays.copyOfRange(chroma, 4 * half, 6 * half),
              i % 2 == 0 ? 0.8f : 0,
              new float[0],
              true));
    }
    return windows;
  }

  private static double slope(Tensor tensor) {
    return tensor.grad().defined() ? tensor.grad().abs().sum().item_float() : 0;
  }

  @Test
  void bothTeachersFeaturesHaveAGradientIntoTheStudentAlone() {
    TorchNetwork teacher = new TorchNetwork(Tier.TINY, 1);
    try (TorchNetwork student = new TorchNetwork(Tier.TINY, 2);
        FeatureDistance distance = new FeatureDistance(teacher, Precision.FLOAT, 3);
        PointerScope scope = new PointerScope()) {
      Batch batch = Batch.of(windows(4));
      distance.loss(student.derain(batch.luma(), batch.chroma()), batch).backward();
      assertTrue(slope(student.weights().get("stem.weight")) > 0, "the student learns");
      distance.learned().forEach((name, tensor) -> assertTrue(slope(tensor) > 0, name));
      teacher
          .weights()
          .forEach((name, tensor) -> assertFalse(tensor.grad().defined(), name + " is frozen"));
    }
  }

  @Test
  void bothTasksReachTheFeatures() {
    for (Pretext task : Pretext.values()) {
      try (TorchNetwork network = new TorchNetwork(Tier.TINY, 2);
          PointerScope scope = new PointerScope()) {
        Batch batch = Batch.of(windows(4));
        float[] ones = new float[Tier.TINY.eighth()];
        Arrays.fill(ones, 1);
        Map<String, Tensor> head =
            Map.of(
                "weight", Device.CPU.of(ones, 1, ones.length),
                "bias", Device.CPU.of(new float[1], 1));
        task.loss(network.derain(batch.luma(), batch.chroma()), batch, head).backward();
        assertTrue(slope(network.weights().get("down.weight")) > 0, task + " learns");
      }
    }
  }

  @Test
  void scatteringSpreadsAndVeilsTheSceneAndLeavesTheTruth() {
    byte[] luma = new byte[5 * SIDE * SIDE];
    Arrays.fill(luma, (byte) 40);
    luma[2 * SIDE * SIDE + 16 * SIDE + 16] = (byte) 240;
    byte[] chroma = new byte[luma.length / 2];
    Arrays.fill(chroma, (byte) 128);
    byte[] truth = Arrays.copyOfRange(luma, 2 * SIDE * SIDE, 3 * SIDE * SIDE);
    Sample sample =
        new Sample(luma, chroma, truth, new byte[SIDE * SIDE / 2], 0.8f, new float[0], true);
    Sample scattered = new Scattering(1.5, 0.75, 200).over(sample);
    // Far from the point: 0.75 * 40 + 0.25 * 200.
    assertEquals(80, scattered.luma()[0]);
    int centre = 2 * SIDE * SIDE + 16 * SIDE + 16;
    int peak = (scattered.luma()[centre] & 255) - 80;
    assertTrue(peak > 5 && peak < 20, "the point is spread: " + peak);
    assertTrue((scattered.luma()[centre + 2] & 255) > 80, "onto what is around");
    assertEquals((byte) 128, scattered.chroma()[0], "grey stays grey");
    assertArrayEquals(truth, scattered.trueLuma());
  }

  private static Path runFile(String name, String more) throws IOException {
    String text =
        """
        name: %2$s
        description: "for a test"
        tier: tiny
        seed: 3
        minutes: 10
        steps: 4
        batch: 4
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
          - {file: %1$s/dry.mp4, licence: "made by the test"}
        limits: []
        """
            .formatted(folder, name);
    return Files.writeString(
        folder.resolve(name + ".yaml"), text + more.formatted(folder.toString()));
  }

  private static String train(Path run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrainingRun.carryOut(run, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @Tag("learns")
  void armsWithAndWithoutItLearnFromFewAndManyWindows() throws Exception {
    Path file =
        runFile(
            "few",
            """
            transfer:
              rainy: [%1$s/rainy.mp4]
              dry: [%1$s/dry.mp4]
              windows: 6
              steps: 5
            real:
              share: 0
              clips:
                - {file: %1$s/judged-rainy.mp4, rainy: true, judged: true}
                - {file: %1$s/judged-dry.mp4, rainy: false, judged: true}
            trial:
              seeds: [1]
              arms:
                without: {transfer: null}
                with: {}
                little: {few: 0.1}
            """);
    String said = train(file);
    assertEquals(1, said.split("teacher of recognition", -1).length - 1, said);
    assertTrue(said.contains("teacher of reconstruction: loss 0."), said);
    Path out = folder.resolve("few");
    String student = out.resolve("transfer-1/student.onnx").toString();
    assertTrue(Zoo.load(student).onnx(8).length > 0);
    List<String> rows = Files.readAllLines(out.resolve("trial.md"));
    assertTrue(rows.get(0).contains("| rainy clips % | dry clips %"), rows.get(0));
    assertEquals(
        3, rows.stream().filter(row -> row.startsWith("| wi") || row.startsWith("| li")).count());
    byte[] with = Files.readAllBytes(out.resolve("with-1/few.onnx"));
    assertFalse(Arrays.equals(with, Files.readAllBytes(out.resolve("without-1/few.onnx"))));
    assertFalse(Arrays.equals(with, Files.readAllBytes(out.resolve("little-1/few.onnx"))));
  }

  @Test
  void clipsAreLearnedFromOrJudgedByAndNeverBoth() throws Exception {
    Path file =
        runFile(
            "both",
            """
            transfer:
              rainy: [%1$s/rainy.mp4]
              dry: [%1$s/dry.mp4]
            real:
              share: 0
              clips: [{file: %1$s/rainy.mp4, rainy: true, judged: true}]
            """);
    String said = assertThrows(MediaException.class, () -> RunFile.read(file)).getMessage();
    assertTrue(said.contains("transfer: learned from, and judged by in real: "), said);
  }
}
