package org.derain.pipeline.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.derain.pipeline.NanoClock;

/**
 * How long one camera is waited for: as long as was asked for, and longer when it has shown that it
 * is alive and slow. A camera with a picture every ten seconds is silent for ten seconds, and one
 * with a key frame a minute gives no picture for a minute to who comes late.
 *
 * <p>It lives as long as the camera and sees one connection at a time.
 */
public final class Waits {
  /** A stream that is alive is waited for at least this long. */
  public static final Duration ALIVE = Duration.ofMinutes(2);

  /** Intervals between pictures that are remembered. */
  private static final int REMEMBERED = 8;

  /** Silence of so many of the longest intervals is none of its pauses. */
  private static final int INTERVALS = 3;

  private final Timeouts asked;
  private final NanoClock clock;
  private final Deque<Long> intervals = new ArrayDeque<>();
  private int stretch = 1;
  private long pictures;
  private long last;
  private long silentSince;

  /** As long as was asked for, at first. */
  public Waits(Timeouts asked, NanoClock clock) {
    this.asked = asked;
    this.clock = clock;
    silentSince = clock.nanoTime();
  }

  /** A new connection begins. */
  public synchronized void begin() {
    intervals.clear();
    pictures = 0;
  }

  /** A packet of its video came. */
  public synchronized void picture() {
    long now = clock.nanoTime();
    if (pictures > 0) {
      intervals.add(now - last);
    }
    if (intervals.size() > REMEMBERED) {
      intervals.poll();
      stretch = 1;
    }
    last = now;
    silentSince = now;
    pictures++;
  }

  /** Silence counts from now on, since packets were not read before. */
  public synchronized void listen() {
    silentSince = clock.nanoTime();
  }

  /** Whether it gave no video for longer than {@link #silence}. */
  public synchronized boolean silent() {
    return clock.nanoTime() - silentSince > silence().toNanos();
  }

  /** Whether this connection gave any of its video. */
  public synchronized boolean alive() {
    return pictures > 0;
  }

  /**
   * Time ran out although somebody is there: next time it gets twice as long.
   *
   * @return whether that is more than before
   */
  public synchronized boolean gaveUp() {
    boolean slow = intervals.size() < REMEMBERED && longer(asked.silence()).compareTo(ALIVE) < 0;
    stretch *= slow ? 2 : 1;
    return slow;
  }

  /** Until it answers. */
  public Duration connect() {
    return asked.connect();
  }

  /** Until it has said what its streams are, once it answers; and until a first packet of video. */
  public synchronized Duration description() {
    return longer(asked.picture());
  }

  /** Until the first picture is decoded. */
  public synchronized Duration first() {
    Duration time = longer(asked.picture());
    return pictures > 0 && time.compareTo(ALIVE) < 0 ? ALIVE : time;
  }

  /** Between two packets of its video. */
  public synchronized Duration silence() {
    if (intervals.isEmpty()) {
      Duration first = longer(asked.picture());
      return first.compareTo(asked.silence()) > 0 ? first : asked.silence();
    }
    long longest = intervals.stream().mapToLong(Long::longValue).max().orElseThrow();
    Duration usual = limited(Duration.ofNanos(INTERVALS * longest));
    return usual.compareTo(asked.silence()) > 0 ? usual : asked.silence();
  }

  private Duration longer(Duration time) {
    Duration stretched = limited(time.multipliedBy(stretch));
    return stretched.compareTo(time) > 0 ? stretched : time;
  }

  private static Duration limited(Duration time) {
    return time.compareTo(ALIVE) > 0 ? ALIVE : time;
  }
}
