package org.derain.training.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.derain.network.Precision;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;
import org.derain.training.data.Sample;
import org.junit.jupiter.api.Test;

/** A teacher acts on its student, and is left as it was. */
class DistillationTest {
  private static final int SIDE = 32;

  @Test
  void theDistanceOfOutputsHasAGradientIntoTheStudentAlone() {
    assertTeaches(Tier.TINY, new RunFile.Teaching(1, 0, null, null), "head.weight");
  }

  @Test
  void theDistanceOfFeaturesHasAGradientIntoTheStudentAlone() {
    assertTeaches(Tier.TINY, new RunFile.Teaching(0, 1, null, null), "stem.weight");
  }

  @Test
  void aWiderTeacherTeachesThroughAProjection() {
    assertTeaches(Tier.NANO, new RunFile.Teaching(0, 1, null, null), "stem.weight");
  }

  private static void assertTeaches(Tier tier, RunFile.Teaching teaching, String weight) {
    try (TorchNetwork teacher = new TorchNetwork(tier, 1);
        TorchNetwork student = new TorchNetwork(Tier.TINY, 2);
        Distillation distillation =
            new Distillation(teacher, student, teaching, Precision.FLOAT, 3);
        PointerScope scope = new PointerScope()) {
      assertEquals(tier.equals(Tier.TINY), distillation.projection().isEmpty());
      List<Sample> windows = windows(4);
      Batch batch = Batch.of(windows);
      distillation.loss(windows, student.derain(batch.luma(), batch.chroma()), 0).backward();
      assertTrue(slope(student.weights().get(weight)) > 0, weight + " learns");
      distillation.projection().forEach((name, t) -> assertTrue(slope(t) > 0, name + " learns"));
      teacher
          .weights()
          .forEach((name, tensor) -> assertFalse(tensor.grad().defined(), name + " is frozen"));
    }
  }

  @Test
  void onFreshWindowsItsWordMayCountLess() {
    try (TorchNetwork teacher = new TorchNetwork(Tier.TINY, 1);
        TorchNetwork student = new TorchNetwork(Tier.TINY, 2);
        Distillation half =
            new Distillation(
                teacher, student, new RunFile.Teaching(1, 0.1, 0.5, null), Precision.FLOAT, 3);
        Distillation none =
            new Distillation(
                teacher, student, new RunFile.Teaching(1, 0.1, 0., null), Precision.FLOAT, 3);
        PointerScope scope = new PointerScope()) {
      List<Sample> windows = windows(4);
      Batch batch = Batch.of(windows);
      var output = student.derain(batch.luma(), batch.chroma());
      float all = half.loss(windows, output, 4).item_float();
      assertEquals(all / 2, half.loss(windows, output, 0).item_float(), 1e-4 * all);
      assertEquals(0, none.loss(windows, output, 0).item_float());
      float some = none.loss(windows, output, 2).item_float();
      assertTrue(some > 0.3 * all && some < 0.7 * all, some + " of " + all);
    }
  }

  @Test
  void aTeacherOfVideoIsAskedAboutNothingElse() {
    try (TorchNetwork teacher = new TorchNetwork(Tier.TINY, 1);
        TorchNetwork student = new TorchNetwork(Tier.TINY, 2);
        Distillation all =
            new Distillation(
                teacher, student, new RunFile.Teaching(1, 0.1, null, false), Precision.FLOAT, 3);
        Distillation video =
            new Distillation(
                teacher, student, new RunFile.Teaching(1, 0.1, null, true), Precision.FLOAT, 3);
        PointerScope scope = new PointerScope()) {
      List<Sample> windows = windows(4);
      windows.set(1, like(windows.get(1), still(windows.get(1).luma()), new float[0]));
      windows.set(2, like(windows.get(2), windows.get(2).luma(), new float[] {1, 0, 1}));
      List<Sample> others = List.of(windows.get(1), windows.get(2));
      List<Sample> taught = List.of(windows.get(0), windows.get(3));
      assertEquals(0, loss(video, student, others));
      double both = loss(all, student, taught);
      assertTrue(both > 0);
      assertEquals(both / 2, loss(video, student, windows), 1e-4 * both, "half of them");
    }
  }

  private static double loss(Distillation by, TorchNetwork student, List<Sample> windows) {
    Batch batch = Batch.of(windows);
    return by.loss(windows, student.derain(batch.luma(), batch.chroma()), 0).item_float();
  }

  private static byte[] still(byte[] luma) {
    byte[] repeated = luma.clone();
    for (int i = 0; i < 5; i++) {
      System.arraycopy(luma, 2 * SIDE * SIDE, repeated, i * SIDE * SIDE, SIDE * SIDE);
    }
    return repeated;
  }

  private static Sample like(Sample sample, byte[] luma, float[] types) {
    return new Sample(
        luma, sample.chroma(), sample.trueLuma(), sample.trueChroma(), 1, types, true);
  }

  private static double slope(Tensor tensor) {
    return tensor.grad().defined() ? tensor.grad().abs().sum().item_float() : 0;
  }

  @Test
  void aStudentComesNearItsTeacherByItsWordAlone() {
    try (TorchNetwork teacher = new TorchNetwork(Tier.NANO.withWide(0), 1);
        TorchNetwork student = new TorchNetwork(Tier.TINY, 2);
        Distillation distillation =
            new Distillation(
                teacher, student, new RunFile.Teaching(1, 0.1, null, null), Precision.FLOAT, 3)) {
      Map<String, float[]> before = teacher.values();
      TensorVector learned = student.parameters();
      distillation.projection().values().forEach(learned::push_back);
      List<Sample> windows = windows(8);
      List<Double> distances = new ArrayList<>();
      try (AdamW optimizer = new AdamW(learned, new AdamWOptions(3e-3))) {
        for (int i = 0; i < 60; i++) {
          try (PointerScope scope = new PointerScope()) {
            Batch batch = Batch.of(windows);
            Tensor loss =
                distillation.loss(windows, student.derain(batch.luma(), batch.chroma()), 0);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            distances.add((double) loss.item_float());
          }
        }
      }
      assertTrue(distances.get(59) < 0.6 * distances.get(0), distances.toString());
      teacher.values().forEach((name, now) -> assertArrayEquals(before.get(name), now, name));
    }
  }

  @Test
  void aStudentThatIsItsTeacherHasNothingToLearn() {
    try (TorchNetwork teacher = new TorchNetwork(Tier.TINY, 2);
        TorchNetwork student = new TorchNetwork(Tier.TINY, 2);
        Distillation distillation =
            new Distillation(
                teacher, student, new RunFile.Teaching(1, 1, null, null), Precision.FLOAT, 3);
        PointerScope scope = new PointerScope()) {
      List<Sample> windows = windows(4);
      Batch batch = Batch.of(windows);
      Tensor loss =
          distillation.loss(
              windows, OpenGate.where(batch, student.derain(batch.luma(), batch.chroma())), 0);
      assertEquals(0, loss.item_float());
    }
  }

  /** Windows of noise. */
  private static List<Sample> windows(int count) {
    Random random = new Random(7);
    List<Sample> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[][] planes = {
        new byte[5 * SIDE * SIDE],
        new byte[10 * SIDE * SIDE / 4],
        new byte[SIDE * SIDE],
        new byte[2 * SIDE * SIDE / 4]
      };
      for (byte[] plane : planes) {
        random.nextBytes(plane);
      }
      windows.add(new Sample(planes[0], planes[1], planes[2], planes[3], 1, new float[0], true));
    }
    return windows;
  }
}
