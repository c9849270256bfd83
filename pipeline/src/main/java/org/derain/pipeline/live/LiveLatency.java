package org.derain.pipeline.live;

import java.util.List;

/**
 * How long frames took from the reception of their last packet to the writing of their encoded one,
 * over the life of the camera.
 *
 * @param p50 median in milliseconds; 0, as all others, when nothing was measured
 * @param p95 in milliseconds
 * @param p99 in milliseconds
 * @param max in milliseconds
 * @param count frames measured
 * @param sumMs of all of them
 * @param buckets how many took at most {@link #BOUNDS_MS}, each including those before
 */
public record LiveLatency(
    double p50, double p95, double p99, double max, long count, double sumMs, List<Long> buckets) {
  /** Upper bounds of the buckets in milliseconds; everything else is beyond the last. */
  public static final List<Double> BOUNDS_MS =
      List.of(10.0, 20.0, 40.0, 60.0, 80.0, 120.0, 160.0, 240.0, 320.0, 500.0, 1000.0, 2000.0);

  /** Nothing measured yet. */
  public static final LiveLatency NONE =
      new LiveLatency(0, 0, 0, 0, 0, 0, BOUNDS_MS.stream().map(bound -> 0L).toList());

  /** Checks the buckets. */
  public LiveLatency {
    buckets = List.copyOf(buckets);
    if (buckets.size() != BOUNDS_MS.size()) {
      throw new IllegalArgumentException(buckets.size() + " buckets");
    }
  }
}
