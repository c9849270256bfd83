package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void waitsGrowFromHalfASecondToThirty() {
    Backoff backoff = new Backoff(new Random(1));
    double away = 0;
    double longest = 0;
    for (int i = 0; i < 40; i++) {
      double wait = backoff.next().toMillis() / 1000.0;
      assertTrue(wait >= 0.4 && wait <= 30, wait + " s");
      if (away < 10) {
        assertTrue(wait < 2.6, "away for " + away + " s, found after another " + wait + " s");
      }
      away += wait;
      longest = Math.max(longest, wait);
    }
    assertTrue(longest > 24, longest + " s");
  }

  @Test
  void onlyAStableMinuteBeginsAnew() {
    Backoff backoff = new Backoff(new Random(1));
    for (int i = 0; i < 30; i++) {
      backoff.next();
    }
    backoff.worked(Duration.ofSeconds(59));
    assertTrue(backoff.next().toMillis() > 20_000);
    backoff.worked(Duration.ofSeconds(60));
    assertTrue(backoff.next().toMillis() <= 500);
  }

  @Test
  void camerasDoNotKnockAtOnce() {
    assertNotEquals(waits(1), waits(2));
    assertEquals(waits(1), waits(1));
  }

  private static List<Duration> waits(long seed) {
    Backoff backoff = new Backoff(new Random(seed));
    return Stream.generate(backoff::next).limit(5).toList();
  }
}
