package org.derain.app.dashcam;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.derain.app.signal.RainEvent;
import org.derain.app.signal.RainSignals;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.card.Drive;
import org.derain.pipeline.card.Surveyed;
import org.derain.pipeline.triage.Look;
import org.derain.pipeline.weather.Weather;
import org.derain.zoo.RainScore;

/**
 * Tells what the rain did in recordings, channel by channel, at the times at which it was recorded.
 * The rain of one recording goes on in the next of its drive; with the drive it ends. One thread
 * uses it.
 */
final class RecordedWeather {
  /** A drive that goes on has its next recording by then: loops have five minutes at most. */
  private static final long OVER = TimeUnit.MINUTES.toNanos(15);

  private final double border;
  private final RainSignals signals;
  private final NanoClock clock;
  private final Map<String, Track> tracks = new HashMap<>();

  /** What is known of a channel. */
  private static final class Track {
    private Weather weather = new Weather();
    private Surveyed last;
    private long added;
  }

  /**
   * Knows nothing yet.
   *
   * @param border the score from which on it rains
   * @param clock by which a drive is over when nothing more of it comes
   */
  RecordedWeather(double border, RainSignals signals, NanoClock clock) {
    this.border = border;
    this.signals = signals;
    this.clock = clock;
  }

  /** Tells of recordings that were looked at for the first time; none at all lets time go by. */
  void add(List<Surveyed> news) {
    news.stream()
        .filter(one -> one.survey().isReadable())
        .sorted(Comparator.comparing(Surveyed::begun))
        .forEach(this::add);
    tracks.forEach(
        (camera, track) -> {
          if (clock.nanoTime() - track.added >= OVER) {
            end(camera, track);
          }
        });
  }

  private void add(Surveyed next) {
    String camera = next.recording().channel().replaceAll("[^A-Za-z0-9._-]", "_");
    Track track = tracks.computeIfAbsent(camera, name -> new Track());
    if (track.last != null && !goesOn(track.last, next)) {
      end(camera, track);
    }
    track.last = next;
    track.added = clock.nanoTime();
    for (Look look : next.survey().looks()) {
      Instant time = later(next.begun(), look.t());
      long nanos = TimeUnit.MILLISECONDS.toNanos(time.toEpochMilli());
      signals.view(camera, true, look.rain());
      track
          .weather
          .observe(score(look), border, nanos)
          .ifPresent(change -> signals.tell(RainEvent.of(camera, change, time)));
    }
  }

  private static boolean goesOn(Surveyed before, Surveyed next) {
    return Drive.of(List.of(before, next)).size() == 1 && next.begun().isAfter(before.begun());
  }

  private static Instant later(LocalDateTime begun, double seconds) {
    return begun
        .plus(Duration.ofMillis(Math.round(1000 * seconds)))
        .atZone(ZoneId.systemDefault())
        .toInstant();
  }

  /** A look keeps of the kinds only the likeliest. */
  private static RainScore score(Look look) {
    float rain = (float) look.rain();
    return switch (look.type()) {
      case NIGHT -> new RainScore(rain, 0, 1, 0);
      case DROPS -> new RainScore(rain, 0, 0, 1);
      case DRY, STREAKS -> RainScore.of(rain);
    };
  }

  private void end(String camera, Track track) {
    if (track.weather.raining()) {
      signals.stopped(camera, later(track.last.begun(), track.last.survey().seconds()));
    }
    track.weather = new Weather();
  }

  /** Nothing more comes. */
  void close() {
    tracks.forEach(this::end);
  }
}
