package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.derain.pipeline.weather.RainChange;
import org.derain.zoo.Gate;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;

/** When it counts as rain, and how often the network looks while it does not. */
class RainGateTest {
  private static final long FRAME = 40_000_000;

  private final List<RainChange> changes = new ArrayList<>();
  private final RainGate gate = new RainGate(false, 0.5, changes::add);
  private long now = 1;
  private int looks;

  /** Lets frames go by, and scores those that the gate wants; returns how many it wanted. */
  private int go(int frames, IntToDoubleFunction score) {
    int before = looks;
    for (int i = 0; i < frames; i++) {
      now += FRAME;
      if (gate.shouldProbe(now, false)) {
        looks++;
        gate.observe(RainScore.of((float) score.applyAsDouble(looks)), now);
      }
    }
    return looks - before;
  }

  @Test
  void whileItIsDryOneFrameASecondIsLookedAt() {
    int wanted = go(250, i -> 0.2);
    assertTrue(wanted >= 9 && wanted <= 11, wanted + " looks in 10 s");
    assertFalse(gate.raining());
    assertEquals(0.2, gate.rain(), 1e-6);
  }

  @Test
  void twoLooksInARowMakeRain() {
    go(100, i -> 0.2);
    go(25, i -> 0.9);
    assertTrue(gate.raining());
    assertEquals(25, go(25, i -> 0.9));
  }

  @Test
  void oneFalseAlarmDoesNot() {
    int wanted = go(250, i -> i % 3 == 0 ? 0.9 : 0.2);
    assertFalse(gate.raining());
    assertTrue(wanted < 16, wanted + " looks in 10 s");
  }

  @Test
  void itIsDryOnlyAfterAWhile() {
    go(50, i -> 0.9);
    go(200, i -> 0.1);
    assertTrue(gate.raining(), "8 s");
    go(25, i -> 0.9);
    go(200, i -> 0.1);
    assertTrue(gate.raining(), "8 s since the last rain");
    go(100, i -> 0.1);
    assertFalse(gate.raining(), "12 s");
  }

  @Test
  void betweenTheBordersItStaysAsItWas() {
    go(50, i -> 0.4);
    assertFalse(gate.raining());
    go(50, i -> 0.9);
    go(1000, i -> 0.4);
    assertTrue(gate.raining());
  }

  @Test
  void aCutIsLookedAtSoon() {
    go(26, i -> 0.1);
    int before = looks;
    assertFalse(gate.shouldProbe(now, true));
    go(4, i -> 0.1);
    assertEquals(before + 1, looks);
  }

  @Test
  void sensitivityMovesTheBorder() {
    go(50, i -> 0.3);
    gate.sensitivity(0.8);
    go(50, i -> 0.3);
    assertTrue(gate.raining());
    gate.sensitivity(0.1);
    go(400, i -> 0.3);
    assertFalse(gate.raining());
    gate.sensitivity(1);
    go(50, i -> 0);
    assertTrue(gate.raining());
  }

  @Test
  void alwaysIsAlways() {
    RainGate open = new RainGate(true, 0, changes::add);
    assertTrue(open.raining());
    for (int i = 0; i < 1000; i++) {
      assertTrue(open.shouldProbe(i * FRAME, false));
      open.observe(RainScore.of(0), i * FRAME);
    }
    assertTrue(open.raining());
    assertEquals(List.of(), changes, "what is told goes by the scores");
  }

  @Test
  void tellsBeginningAndEnd() {
    go(100, i -> 0.1);
    go(500, i -> 0.9);
    go(500, i -> 0.1);
    assertEquals(
        List.of(RainChange.What.BEGINS, RainChange.What.ENDS),
        changes.stream().map(RainChange::what).toList());
  }

  /** What counts as rain here counts as rain in the network, else it would be left alone there. */
  @Test
  void theNetworkIsToldTheSameBorder() {
    RainGate gate = new RainGate(false, 0.8, changes::add);
    assertEquals(new Gate(0.8), gate.inGraph());
    gate.sensitivity(0.1);
    assertEquals(new Gate(0.1), gate.inGraph());
    assertEquals(Gate.OPEN, new RainGate(true, 0.1, changes::add).inGraph());
  }
}
