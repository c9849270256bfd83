package org.derain.pipeline.live.camera;

/**
 * What something takes lately, in nanoseconds: mean and mean deviation, as TCP judges round trips
 * (Jacobson, Congestion Avoidance and Control, 1988). Any thread may use it.
 */
final class Estimate {
  private static final double WEIGHT = 1.0 / 8;

  private double mean;
  private double deviation;

  /** It took so long this time. */
  synchronized void add(double nanos) {
    if (mean == 0) {
      guess(nanos);
      return;
    }
    deviation += WEIGHT * (Math.abs(nanos - mean) - deviation);
    mean += WEIGHT * (nanos - mean);
  }

  /** Forgets what was seen: it will take about so long from now on. */
  synchronized void guess(double nanos) {
    mean = nanos;
    deviation = nanos / 8;
  }

  /** 0 when nothing is known. */
  synchronized double mean() {
    return mean;
  }

  /** Mean plus one mean deviation. */
  synchronized double upperBound() {
    return mean + deviation;
  }
}
