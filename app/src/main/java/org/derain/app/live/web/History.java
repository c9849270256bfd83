package org.derain.app.live.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.LiveLatency;

/** What a camera did, step by step, as far back as a page shows it. */
final class History {
  private final int stepS;
  private final int capacity;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private CameraStatus last;
  private long lastAt;

  History(int stepS, int capacity) {
    this.stepS = stepS;
    this.capacity = capacity;
  }

  /**
   * One step.
   *
   * @param t its end, in seconds since 1970
   * @param fpsIn frames received per second
   * @param fpsOut frames that left per second
   * @param p50 of the latency in this step in milliseconds, to the width of the histogram's
   *     buckets; null without frames
   * @param p95 likewise
   * @param p99 likewise
   * @param rain last score in it
   * @param derained frames in it
   * @param passed frames in it
   * @param dropped frames in it
   * @param tier model at its end; null for none
   */
  record Sample(
      long t,
      double fpsIn,
      double fpsOut,
      Double p50,
      Double p95,
      Double p99,
      double rain,
      long derained,
      long passed,
      long dropped,
      String tier) {}

  /** Takes how a camera is; what comes before the step is over is left out. */
  synchronized void add(long nowS, CameraStatus status) {
    if (last == null || status.in() < last.in()) {
      last = status; // the first, or another camera under the same name
      lastAt = nowS;
      return;
    }
    long passed = nowS - lastAt;
    if (passed < stepS) {
      return;
    }
    List<Long> counts = difference(status.latency(), last.latency());
    samples.addLast(
        new Sample(
            nowS,
            (status.in() - last.in()) / (double) passed,
            (status.out() - last.out()) / (double) passed,
            percentile(counts, 0.50),
            percentile(counts, 0.95),
            percentile(counts, 0.99),
            status.rain(),
            status.derained() - last.derained(),
            status.out() - status.derained() - (last.out() - last.derained()),
            status.lost() - last.lost(),
            status.tier()));
    while (samples.size() > capacity) {
      samples.removeFirst();
    }
    last = status;
    lastAt = nowS;
  }

  /** Those after a time. */
  synchronized List<Sample> since(long t) {
    return samples.stream().filter(sample -> sample.t() > t).toList();
  }

  int stepS() {
    return stepS;
  }

  /** Frames in each bucket alone, the last beyond all bounds. */
  private static List<Long> difference(LiveLatency now, LiveLatency before) {
    List<Long> counts = new ArrayList<>();
    long below = 0;
    for (int b = 0; b < now.buckets().size(); b++) {
      long upTo = now.buckets().get(b) - before.buckets().get(b);
      counts.add(upTo - below);
      below = upTo;
    }
    counts.add(now.count() - before.count() - below);
    return counts;
  }

  /** As Prometheus does it: evenly spread within a bucket. */
  static Double percentile(List<Long> counts, double share) {
    long sum = counts.stream().mapToLong(Long::longValue).sum();
    if (sum <= 0) {
      return null;
    }
    List<Double> bounds = LiveLatency.BOUNDS_MS;
    double rank = share * sum;
    double below = 0;
    for (int b = 0; b < bounds.size(); b++) {
      long here = counts.get(b);
      if (here > 0 && below + here >= rank) {
        double from = b == 0 ? 0 : bounds.get(b - 1);
        return from + (bounds.get(b) - from) * (rank - below) / here;
      }
      below += here;
    }
    return bounds.get(bounds.size() - 1);
  }
}
