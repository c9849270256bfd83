package org.derain.pipeline;

import org.HdrHistogram.AbstractHistogram;

/** Percentiles of a time, in milliseconds; all 0 when nothing was measured. */
public record LatencyStats(double p50, double p95, double p99, double max) {
  /** Of nothing. */
  public static final LatencyStats NONE = new LatencyStats(0, 0, 0, 0);

  /** Reads a histogram of microseconds. */
  public static LatencyStats of(AbstractHistogram micros) {
    return new LatencyStats(
        micros.getValueAtPercentile(50) / 1000.0,
        micros.getValueAtPercentile(95) / 1000.0,
        micros.getValueAtPercentile(99) / 1000.0,
        micros.getMaxValue() / 1000.0);
  }
}
