package org.derain.training.continual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.derain.training.config.Arm;
import org.derain.training.config.Task;
import org.junit.jupiter.api.Test;

/** What was forgotten is counted from when it was learned. */
class ArmResultTest {
  @Test
  void theBestSinceATypeWasLearnedCounts() {
    ArmResult result =
        new ArmResult(
            Arm.SEQUENCE,
            List.of(
                after("start", 40, 30, 20),
                after("light", 35, 31, 21),
                after("heavy", 36, 33, 22),
                after("night", 34, 32, 25)),
            0);
    assertEquals(Map.of("light", 2., "heavy", 1.), result.forgotten());
    assertEquals(1.5, result.forgetting(), 1e-9);
    assertEquals(91 / 3.0, result.average(), 1e-9);
  }

  @Test
  void whatTheStartKnewMayBeForgottenByAllThatFollows() {
    ArmResult result =
        new ArmResult(
            Arm.BOTH,
            List.of(
                new ArmResult.After("start", Map.of("camera-light", 30., "light", 31.)),
                new ArmResult.After("camera", Map.of("camera-light", 32., "light", 30.5))),
            0);
    assertEquals(Map.of("light", 0.5), result.forgotten());
  }

  private static ArmResult.After after(String task, double light, double heavy, double night) {
    return new ArmResult.After(
        task, Map.of("light", light, "heavy", heavy, "night", night, Task.DRY, 50.));
  }
}
