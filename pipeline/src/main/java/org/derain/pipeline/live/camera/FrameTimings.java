package org.derain.pipeline.live.camera;

import java.util.concurrent.TimeUnit;

/** Running estimates of how often frames come and what they cost, in nanoseconds. */
final class FrameTimings {
  /** From this share of the time between frames on, the network does not keep up. */
  private static final double FULL = 0.9;

  private static final double WEIGHT = 1.0 / 32;
  private static final long SETTLED = TimeUnit.SECONDS.toNanos(1);
  private static final double SINK_WEIGHT = 1.0 / 32;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);
  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

  private final Estimate derain = new Estimate();
  private final Estimate network = new Estimate();
  private final Estimate encode = new Estimate();
  private double sink;
  private double spent;
  private double interval;
  private long last;

  /** Begins with the frame rate that the source claims; 25 when that cannot be. */
  FrameTimings(double fps) {
    interval = 1e9 / (fps >= 1 && fps <= 240 ? fps : 25);
  }

  /** A frame was received. */
  synchronized void received(long captured) {
    if (last != 0) {
      double step = Math.max(0, Math.min(captured - last, Math.min(LONGEST, 8 * interval)));
      interval = Math.max(SHORTEST, interval + WEIGHT * (step - interval));
    }
    last = captured;
  }

  /** Mean time between two frames. */
  synchronized double interval() {
    return interval;
  }

  /** From the decision to derain a frame to its result: alignment and network. */
  Estimate derain() {
    return derain;
  }

  /** The network's part of that, with the wait for its turn. */
  Estimate network() {
    return network;
  }

  /** In the sink. */
  Estimate encode() {
    return encode;
  }

  /** A frame took so long in the sink. */
  synchronized void encoded(long nanos) {
    encode.add(nanos);
    spent += nanos;
    // One hiccup is no trend, however long it was.
    sink += SINK_WEIGHT * (Math.min(nanos, 8 * interval) - sink);
  }

  /** The sink changes, and is expected to take so long from now on. */
  synchronized void encodes(double nanos) {
    encode.guess(nanos);
    sink = Math.min(nanos, 8 * interval);
  }

  /**
   * A frame was derained.
   *
   * @param whole from the decision to the result
   * @param part the network's part of that
   * @param fresh whether nothing was known any more, so that this counts alone
   */
  void recordInference(long whole, long part, boolean fresh) {
    if (fresh) {
      derain.guess(whole);
      network.guess(part);
    } else {
      derain.add(whole);
      network.add(part);
    }
  }

  /** Another network takes over, which took so long on trial. */
  void change(long trial) {
    double align = Math.max(0, derain.mean() - network.mean());
    network.guess(trial);
    derain.guess(trial + align);
  }

  /** What deraining takes as a share of the time between frames; from 1 on it cannot keep up. */
  double load() {
    return derain.mean() / interval();
  }

  /** Whether the network is too slow for every frame. */
  boolean overloaded() {
    return load() > FULL;
  }

  /** Whether the sink alone is too slow for every frame, and not only while all is starting. */
  synchronized boolean choked() {
    return spent >= SETTLED && sink > interval;
  }
}
