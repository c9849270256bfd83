package org.derain.training;

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
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.junit.jupiter.api.Test;

/** A teacher acts on its student, and is left as it was. */
class DistillationTest {
  private static final int SIDE = 32;

  @Test
  void theDistanceOfOutputsHasAGradientIntoTheStudentAlone() {
    assertTeaches(Tier.TINY, new RunFile.Teaching(1, 0, null), "head.weight");
  }

  @Test
  void theDistanceOfFeaturesHasAGradientIntoTheStudentAlone() {
    assertTeaches(Tier.TINY, new RunFile.Teaching(0, 1, null), "stem.weight");
  }

  @Test
  void aWiderTeacherTeachesThroughAProjection() {
    assertTeaches(Tier.NANO, new RunFile.Teaching(0, 1, null), "stem.weight");
  }

  private static void assertTeaches(Tier tier, RunFile.Teaching teaching, String weight) {
    try (TorchNetwork teacher = new TorchNetwork(tier, 1);
        TorchNetwork student = new TorchNetwork(Tier.TINY, 2);
        Distillation distillation = new Distillation(teacher, student, teaching, 3);
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
            new Distillation(teacher, student, new RunFile.Teaching(1, 0.1, 0.5), 3);
        Distillation none =
            new Distillation(teacher, student, new RunFile.Teaching(1, 0.1, 0.), 3);
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

  private static double slope(Tensor tensor) {
    return tensor.grad().defined() ? tensor.grad().abs().sum().item_float() : 0;
  }

  @Test
  void aStudentComesNearItsTeacherByItsWordAlone() {
    try (TorchNetwork teacher = new TorchNetwork(Tier.NANO, 1);
        TorchNetwork student = new TorchNetwork(Tier.TINY, 2);
        Distillation distillation =
            new Distillation(teacher, student, new RunFile.Teaching(1, 0.1, null), 3)) {
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
            new Distillation(teacher, student, new RunFile.Teaching(1, 1, null), 3);
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
