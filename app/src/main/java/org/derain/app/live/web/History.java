package org.derain.app.live.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.live.CameraStatus;

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
   * @param p50 of the latency over the last half to whole minute in milliseconds; null without
   *     frames
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
    LatencyStats latency = status.recentMs().max() > 0 ? status.recentMs() : null;
    samples.addLast(
        new Sample(
            nowS,
            (status.in() - last.in()) / (double) passed,
            (status.out() - last.out()) / (double) passed,
            latency == null ? null : latency.p50(),
            latency == null ? null : latency.p95(),
            latency == null ? null : latency.p99(),
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
}
