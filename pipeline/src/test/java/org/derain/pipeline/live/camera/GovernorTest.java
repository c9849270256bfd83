package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which network is picked: down fast, up slowly, never to and fro. */
class GovernorTest {
  private static final long FRAME = 40_000_000;
  private static final int SECOND = 25;

  private final Governor governor =
      new Governor(
          List.of(
              new Governor.Tier("nano", 3),
              new Governor.Tier("base", 18),
              new Governor.Tier("large", 48)));

  private String tier = "nano";
  private long now = 1;
  private final List<String> changes = new ArrayList<>();

  /** A machine on which deraining takes {@code align} plus a share of the frame time by tier. */
  private void go(int seconds, double align, double nano, double base, double large) {
    for (int i = 0; i < seconds * SECOND; i++) {
      now += FRAME;
      double network = tier.equals("nano") ? nano : tier.equals("base") ? base : large;
      double load = align + network;
      boolean late = load > 1 && i % 3 > 0;
      String next =
          governor.frame(now, late, new Governor.LoadSample(tier, load, network, network));
      if (next != null) {
        tier = next;
        changes.add(next);
        governor.trial(
            next, (long) (1e6 * (next.equals("nano") ? nano : next.equals("base") ? base : large)));
      }
    }
  }

  @Test
  void climbsToTheLargestThatFitsAndStays() {
    go(9, 0.05, 0.02, 0.1, 0.3);
    assertEquals(List.of(), changes);
    go(30, 0.05, 0.02, 0.1, 0.3);
    assertEquals(List.of("base", "large"), changes);
    go(300, 0.05, 0.02, 0.1, 0.3);
    assertEquals("large", tier);
    assertEquals(2, changes.size());
  }

  @Test
  void staysWhereALargerOneWouldNotFit() {
    go(300, 0.1, 0.3, 1.8, 5);
    assertEquals(List.of(), changes);
  }

  @Test
  void stepsDownWithinTwoSecondsAndComesBackLater() {
    go(60, 0.05, 0.02, 0.1, 0.3);
    assertEquals("large", tier);
    changes.clear();
    go(2, 0.05, 0.08, 0.45, 1.3);
    assertEquals(List.of("base"), changes);
    go(40, 0.05, 0.02, 0.1, 0.3);
    assertEquals("base", tier);
    go(40, 0.05, 0.02, 0.1, 0.3);
    assertEquals("large", tier);
  }

  @Test
  void whatFailedAgainAndAgainIsTriedMoreAndMoreSeldom() {
    // Base seems to fit by its calculations, and does not.
    for (int i = 0; i < 3600; i++) {
      governor.trial("base", 1);
      governor.trial("nano", 1);
      go(1, 0.1, 0.1, 1.2, 5);
    }
    long climbs = changes.stream().filter("base"::equals).count();
    assertTrue(climbs >= 3 && climbs <= 8, climbs + " climbs in an hour");
  }

  @Test
  void theSmallestStaysWhenEvenItIsTooSlow() {
    go(60, 0.5, 1.5, 8, 20);
    assertEquals(List.of(), changes);
  }

  @Test
  void inDryWeatherNothingChanges() {
    Governor.LoadSample easy = new Governor.LoadSample("nano", 0.1, 0.05, 0.05);
    for (int i = 0; i < 100; i++) {
      now += 1_000_000_000L;
      assertNull(governor.frame(now, false, easy));
    }
  }

  @Test
  void aModelThatIsNoneOfThemIsReplacedByTheSmallest() {
    tier = "own.onnx";
    go(2, 0.1, 0.1, 0.1, 0.1);
    assertEquals("nano", changes.get(0));
  }

  @Test
  void theOtherCamerasCount() {
    assertTrue(governor.fits("base", now, new Governor.LoadSample("nano", 0.1, 0.05, 0.05)));
    assertFalse(governor.fits("base", now, new Governor.LoadSample("nano", 0.1, 0.05, 0.72)));
    governor.block("base", now);
    assertFalse(governor.fits("base", now, new Governor.LoadSample("nano", 0.1, 0.05, 0.05)));
  }
}
