package org.derain.app.signal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.derain.pipeline.weather.Weather;
import org.derain.zoo.RainScore;

/**
 * An hour of weather, a look a second, played as fast as it goes: four showers, a false alarm, a
 * short pause; from {@link #AWAY} to {@link #BACK} nobody takes messages, and a whole shower falls
 * in it.
 */
final class ScriptedHour {
  static final int AWAY = 2400;
  static final int BACK = 2460;
  static final int SECONDS = 3600;

  /** What has to be told, as {@code seconds event kind}. */
  static final List<String> TOLD =
      List.of(
          "301 begins streaks",
          "610 ends dry",
          "901 begins streaks",
          "1210 changes drops",
          "1510 ends dry",
          "2406 begins night",
          "2430 ends dry",
          "3001 begins streaks",
          "3310 ends dry");

  private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");
  private static final RainScore DRY = new RainScore(0.1f, 0.3f, 0.3f, 0.3f);
  private static final RainScore STREAKS = new RainScore(0.9f, 0.9f, 0.1f, 0.2f);
  private static final RainScore DROPS = new RainScore(0.9f, 0.1f, 0.1f, 0.9f);
  private static final RainScore NIGHT = new RainScore(0.9f, 0.1f, 0.9f, 0.1f);

  private ScriptedHour() {}

  private static RainScore score(int second) {
    boolean pause = second >= 450 && second < 456;
    boolean falseAlarm = second == 700;
    if (between(second, 300, 600) && !pause || falseAlarm || between(second, 3000, 3300)) {
      return STREAKS;
    }
    if (between(second, 900, 1500)) {
      return second < 1200 ? STREAKS : DROPS;
    }
    return between(second, 2405, 2420) ? NIGHT : DRY;
  }

  private static boolean between(int second, int from, int to) {
    return second >= from && second < to;
  }

  /** What happens each second, after its look. */
  interface Step {
    void at(int second) throws Exception;
  }

  /** Plays it. */
  static void play(FakeClock clock, String camera, Consumer<RainEvent> events, Step step)
      throws Exception {
    Weather weather = new Weather();
    for (int second = 0; second < SECONDS; second++) {
      clock.second(second);
      Instant time = BEGIN.plusSeconds(second);
      weather
          .observe(score(second), 0.5, clock.nanoTime())
          .map(change -> RainEvent.of(camera, change, time))
          .ifPresent(events);
      step.at(second);
    }
  }

  /** What was told, as {@link #TOLD} has it. */
  static List<String> summary(List<com.fasterxml.jackson.databind.JsonNode> messages) {
    List<String> all = new ArrayList<>();
    for (com.fasterxml.jackson.databind.JsonNode message : messages) {
      long second =
          Instant.parse(message.path("time").asText()).getEpochSecond() - BEGIN.getEpochSecond();
      all.add(second + " " + message.path("event").asText() + " " + message.path("kind").asText());
    }
    return all;
  }
}
