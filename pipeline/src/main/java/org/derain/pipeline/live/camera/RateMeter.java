package org.derain.pipeline.live.camera;

import java.util.concurrent.TimeUnit;

/** Events per second over the last seconds. Thread-safe. */
final class RateMeter {
  private static final int REMEMBERED = 1024;
  private static final long SPAN = TimeUnit.SECONDS.toNanos(5);

  private final long[] times = new long[REMEMBERED];
  private long count;

  /** Something happened. */
  synchronized void add(long now) {
    times[(int) (count++ % REMEMBERED)] = now;
  }

  /** Intervals between the events of the last five seconds, per second; 0 without two of them. */
  synchronized double perSecond(long now) {
    long first = now;
    int seen = 0;
    while (seen < Math.min(count, REMEMBERED)) {
      long time = times[(int) ((count - 1 - seen) % REMEMBERED)];
      if (now - time > SPAN) {
        break;
      }
      first = time;
      seen++;
    }
    return seen < 2 ? 0 : seen / Math.max(1e-9, (now - first) / 1e9);
  }
}
