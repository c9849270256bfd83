package org.derain.pipeline.live.camera;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.live.LiveLatency;

/** How old frames are when their packets leave: since the start, and lately. Thread-safe. */
final class LatencyMeter {
  private static final long HALF = TimeUnit.SECONDS.toNanos(30);
  private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

  private final Histogram life = new Histogram(LONGEST, 3);
  private Histogram recent = new Histogram(LONGEST, 3);
  private Histogram before = new Histogram(LONGEST, 3);
  private long begun;
  private double sumMs;

  /** A packet left, so many nanoseconds after its frame was received. */
  synchronized void add(long nanos, long now) {
    long micros = Math.max(0, Math.min(LONGEST, nanos / 1000));
    rotate(now);
    life.recordValue(micros);
    recent.recordValue(micros);
    sumMs += micros / 1000.0;
  }

  private void rotate(long now) {
    if (begun == 0) {
      begun = now;
    }
    while (now - begun >= HALF) {
      boolean longAgo = now - begun >= 2 * HALF;
      Histogram spare = before;
      before = recent;
      recent = spare;
      recent.reset();
      begun = longAgo ? now - HALF / 2 : begun + HALF;
      if (longAgo) {
        before.reset();
      }
    }
  }

  /** Since the start. */
  synchronized LiveLatency life() {
    List<Long> counts =
        LiveLatency.BOUNDS_MS.stream()
            .map(bound -> life.getCountBetweenValues(0, Math.round(1000 * bound)))
            .toList();
    LatencyStats ms = LatencyStats.of(life);
    return new LiveLatency(
        ms.p50(), ms.p95(), ms.p99(), ms.max(), life.getTotalCount(), sumMs, counts);
  }

  /** Of the last 30 to 60 seconds, in milliseconds. */
  synchronized LatencyStats recent(long now) {
    rotate(now);
    Histogram both = recent.copy();
    both.add(before);
    return LatencyStats.of(both);
  }
}
