package org.derain.app.dashcam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.derain.app.signal.EventLog;
import org.derain.app.signal.RainEvent;
import org.derain.app.signal.RainSignals;
import org.derain.pipeline.card.CameraNames;
import org.derain.pipeline.card.Recording;
import org.derain.pipeline.card.Surveyed;
import org.derain.pipeline.triage.Look;
import org.derain.pipeline.triage.Survey;
import org.derain.zoo.RainScore.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What recordings of a minute, with a look every 2.5 s, tell of their rain. */
class RecordedWeatherTest {
  private static final LocalDateTime BEGUN = LocalDateTime.of(2026, 1, 31, 12, 0);
  private static final int MINUTE = 60;

  private final RainSignals signals = new RainSignals(Clock.systemUTC(), null, note -> {});
  private final AtomicLong now = new AtomicLong();
  private final RecordedWeather weather = new RecordedWeather(0.5, signals, now::get);

  /** A recording that begins after some seconds, and whether it rains by the same clock. */
  private static Surveyed recording(String channel, int begins, IntPredicate rain) {
    List<Look> looks = new ArrayList<>();
    for (double t = 1.25; t < MINUTE; t += 2.5) {
      boolean rainy = rain.test(begins + (int) t);
      looks.add(new Look(t, rainy ? 0.9 : 0.1, rainy ? Type.STREAKS : Type.DRY));
    }
    Path file = Path.of(channel + begins + ".mp4");
    Recording recording =
        new Recording(
            file,
            file,
            CameraNames.values()[0],
            channel,
            Recording.Kind.NORMAL,
            BEGUN.plusSeconds(begins),
            1,
            1);
    return new Surveyed(recording, new Survey(MINUTE, 30, 1920, 1080, "h264", looks, null));
  }

  private List<String> told() throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (EventLog.Entry entry : signals.log().await(0, 0)) {
      RainEvent event = entry.event();
      long seconds =
          event.time().getEpochSecond() - BEGUN.atZone(ZoneId.systemDefault()).toEpochSecond();
      String reason = event.reason() == null ? "" : " " + event.reason();
      all.add(seconds + " " + event.camera() + " " + event.change().what() + reason);
    }
    return all;
  }

  @AfterEach
  void close() {
    signals.close();
  }

  @Test
  void rainGoesOnInTheNextRecordingOfADrive() throws Exception {
    IntPredicate rain = second -> second >= 30 && second < 90;
    weather.add(List.of(recording("front", 0, rain)));
    weather.add(List.of(recording("front", 60, rain)));
    weather.close();
    assertEquals(List.of("33 front begins", "98 front ends dry"), told());
  }

  @Test
  void withADriveItsRainEnds() throws Exception {
    weather.add(
        List.of(
            recording("front", 7200, second -> true),
            recording("front", 0, second -> second >= 30),
            recording("front", 60, second -> true)));
    weather.close();
    weather.close();
    assertEquals(
        List.of(
            "33 front begins",
            "120 front ends stopped",
            "7203 front begins",
            "7260 front ends stopped"),
        told());
  }

  @Test
  void aDriveIsOverWhenNothingMoreComes() throws Exception {
    weather.add(List.of(recording("rear", 0, second -> true)));
    now.set(TimeUnit.MINUTES.toNanos(14));
    weather.add(List.of());
    assertEquals(List.of("3 rear begins"), told());
    now.set(TimeUnit.MINUTES.toNanos(16));
    weather.add(List.of());
    weather.add(List.of());
    assertEquals(List.of("3 rear begins", "60 rear ends stopped"), told());
  }

  @Test
  void channelsAreApart() throws Exception {
    weather.add(
        List.of(recording("front", 0, s -> false), recording("left repeater", 0, s -> true)));
    weather.close();
    assertEquals(List.of("3 left_repeater begins", "60 left_repeater ends stopped"), told());
  }
}
