package org.derain.pipeline.run;

import org.HdrHistogram.Histogram;
import org.derain.pipeline.Latencies;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.ring.Stamps;

/** Collects the stamps of written frames. */
final class LatencyRecorder {
  private final Histogram decode = new Histogram(3);
  private final Histogram wait = new Histogram(3);
  private final Histogram gate = new Histogram(3);
  private final Histogram derain = new Histogram(3);
  private final Histogram steady = new Histogram(3);
  private final Histogram encode = new Histogram(3);
  private final Histogram endToEnd = new Histogram(3);

  void record(Stamps stamps) {
    record(decode, stamps.decode);
    record(wait, stamps.waited());
    record(gate, stamps.gate);
    record(derain, stamps.derain);
    record(steady, stamps.steady);
    record(encode, stamps.encode);
    record(endToEnd, stamps.endToEnd());
  }

  Latencies latencies() {
    return new Latencies(
        LatencyStats.of(decode),
        LatencyStats.of(wait),
        LatencyStats.of(gate),
        LatencyStats.of(derain),
        LatencyStats.of(steady),
        LatencyStats.of(encode),
        LatencyStats.of(endToEnd));
  }

  private static void record(Histogram histogram, long nanos) {
    histogram.recordValue(nanos / 1000);
  }
}
