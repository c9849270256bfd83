package org.derain.pipeline.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;

/** When it rains, by single looks. */
class StretchesTest {
  /** Looks every 2.5 s from 1 s on. */
  private static List<Look> looks(double... rain) {
    List<Look> looks = new ArrayList<>();
    for (int i = 0; i < rain.length; i++) {
      boolean wet = rain[i] >= 0.5;
      looks.add(new Look(1 + 2.5 * i, rain[i], wet ? RainScore.Type.STREAKS : RainScore.Type.DRY));
    }
    return looks;
  }

  private static List<Stretch> of(double... rain) {
    return new Stretches(0.5).of(looks(rain), 2.5 * rain.length);
  }

  @Test
  void oneRainyLookAloneStartsNothing() {
    assertEquals(List.of(), of(0, 0, 0.9, 0, 0, 0));
    assertEquals(List.of(), of(0.9, 0, 0.9, 0, 0.9));
  }

  @Test
  void rainReachesFromTheDryLookBeforeToTheDryOneBehindWithAMargin() {
    List<Stretch> found = of(0, 0, 0.8, 0.9, 0, 0, 0, 0);
    assertEquals(List.of(new Stretch(2.5, 12, 0.9, RainScore.Type.STREAKS, 8.5)), found);
  }

  @Test
  void itGoesOnWhileScoresAreALittleLowerAndThroughAShortPause() {
    assertEquals(1, of(0, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.8, 0, 0, 0, 0).size());
    assertEquals(1, of(0, 0.8, 0.8, 0, 0, 0.8, 0.8, 0).size());
  }

  @Test
  void aLongPauseEndsIt() {
    List<Stretch> found = of(0, 0.8, 0.8, 0, 0, 0, 0, 0, 0.7, 0.7, 0);
    assertEquals(2, found.size());
    assertTrue(found.get(0).to() < found.get(1).from(), found.toString());
  }

  @Test
  void itEndsNoLaterThanTheVideo() {
    List<Stretch> found = of(0, 0, 0.8, 0.8);
    assertEquals(10, found.get(0).to());
  }
}
