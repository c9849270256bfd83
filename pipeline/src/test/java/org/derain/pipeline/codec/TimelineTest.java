package org.derain.pipeline.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long NONE = Long.MIN_VALUE;

  /** Frames usually last 40 ticks; going back more than 1000 is a restarted clock. */
  private final Timeline timeline = new Timeline(NONE, 40, 1000);

  private long[] through(long... times) {
    return Arrays.stream(times).map(time -> timeline.next(time, 0)).toArray();
  }

  @Test
  void goodTimesStay() {
    long[] irregular = {-3, 0, 1, 90, 5000, 5001};
    assertEquals(Arrays.toString(irregular), Arrays.toString(through(irregular)));
    assertEquals(0, timeline.repaired());
  }

  @Test
  void missingOnesFollowTheFrameBefore() {
    assertEquals("[100, 140, 180, 200]", Arrays.toString(through(100, NONE, NONE, 200)));
    assertEquals(2, timeline.repaired());
  }

  @Test
  void aStepBackIsPutBehindTheFrameBefore() {
    assertEquals("[0, 40, 41, 120]", Arrays.toString(through(0, 40, 30, 120)));
    assertEquals(1, timeline.repaired());
  }

  @Test
  void aRestartedClockGoesOn() {
    assertEquals(
        "[90000, 90040, 90080, 90120, 90160]", Arrays.toString(through(90000, 90040, 0, 40, 80)));
    assertEquals(1, timeline.repaired());
  }

  @Test
  void whateverComesTimesIncrease() {
    Random random = new Random(7);
    long last = Long.MIN_VALUE;
    for (int i = 0; i < 10_000; i++) {
      long time = random.nextInt(5) == 0 ? NONE : random.nextInt(4000);
      long next = timeline.next(time, random.nextInt(3) * 20L);
      assertTrue(i == 0 || next > last, "frame " + i);
      last = next;
    }
  }
}
