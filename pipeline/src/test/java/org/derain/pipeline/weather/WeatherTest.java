package org.derain.pipeline.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derain.pipeline.weather.RainChange.What;
import org.derain.zoo.RainScore;
import org.derain.zoo.RainScore.Type;
import org.junit.jupiter.api.Test;

/** When rain begins, changes and ends, by a look a second. */
class WeatherTest {
  private static final RainScore DRY = new RainScore(0.1f, 0.2f, 0.2f, 0.2f);
  private static final RainScore STREAKS = new RainScore(0.9f, 0.8f, 0.1f, 0.3f);
  private static final RainScore DROPS = new RainScore(0.7f, 0.2f, 0.1f, 0.9f);
  private static final RainScore NIGHT = new RainScore(0.8f, 0.3f, 0.9f, 0.1f);

  private final Weather weather = new Weather();
  private final List<String> told = new ArrayList<>();
  private int second;

  private void looks(int count, RainScore score) {
    for (int i = 0; i < count; i++) {
      second++;
      weather
          .observe(score, 0.5, TimeUnit.SECONDS.toNanos(second))
          .ifPresent(change -> told.add(second + " " + change.what() + " " + change.kind()));
    }
  }

  @Test
  void aShowerBeginsAndEndsOnce() {
    looks(60, DRY);
    looks(30, STREAKS);
    assertTrue(weather.raining());
    looks(60, DRY);
    assertFalse(weather.raining());
    // The mean falls below the border after a second, and has to stay there for ten.
    assertEquals(List.of("62 begins streaks", "101 ends dry"), told);
  }

  @Test
  void aPauseIsNoEnd() {
    looks(10, STREAKS);
    looks(9, DRY);
    looks(10, STREAKS);
    looks(9, DRY);
    assertEquals(List.of("2 begins streaks"), told);
  }

  @Test
  void oneFalseAlarmTellsNothing() {
    for (int i = 0; i < 50; i++) {
      looks(2, DRY);
      looks(1, STREAKS);
    }
    assertEquals(List.of(), told);
  }

  @Test
  void theKindChangesWhenAnotherLastsAsLong() {
    looks(20, STREAKS);
    looks(30, DROPS);
    looks(30, NIGHT);
    assertEquals(List.of("2 begins streaks", "31 changes drops", "61 changes night"), told);
  }

  @Test
  void aShortOtherKindIsNoChange() {
    looks(20, STREAKS);
    for (int i = 0; i < 20; i++) {
      looks(8, DROPS);
      looks(3, STREAKS);
    }
    assertEquals(List.of("2 begins streaks"), told);
  }

  @Test
  void ofWhatKindNoRainIsMeansNothing() {
    RainScore dryDrops = new RainScore(0.1f, 0.1f, 0.1f, 0.9f);
    looks(20, STREAKS);
    looks(60, dryDrops);
    assertEquals(List.of("2 begins streaks", "31 ends dry"), told);
  }

  @Test
  void tellsHowMuch() {
    Weather border = new Weather();
    border.observe(NIGHT, 0.8, 0);
    RainChange change = border.observe(NIGHT, 0.8, 1).orElseThrow();
    assertEquals(new RainChange(What.BEGINS, Type.NIGHT, NIGHT.rain()), change);
  }
}
