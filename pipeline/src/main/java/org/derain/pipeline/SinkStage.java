package org.derain.pipeline;

/** Writes frames in their order, keeps count, and frees places of the ring. */
final class SinkStage extends Stage {
  private final Ring ring;
  private final FrameSink sink;
  private final Pictures results;
  private final FrameListener listener;
  private final LatencyRecorder latency = new LatencyRecorder();
  private long out;
  private long derained;
  private boolean over;

  SinkStage(Ring ring, Flight flight, FrameSink sink, Pictures results, FrameListener listener) {
    super("encode", ring, flight);
    this.ring = ring;
    this.sink = sink;
    this.results = results;
    this.listener = listener;
  }

  /** Frames written; to be read when the run is over. */
  long out() {
    return out;
  }

  /** Of those written, the ones without rain. */
  long derained() {
    return derained;
  }

  Latencies latencies() {
    return latency.latencies();
  }

  @Override
  void work(long sequence) {
    long centre = centre(sequence);
    if (centre < 0 || slot(centre).end || slot(centre).time.context) {
      return;
    }
    Slot slot = slot(centre);
    boolean clean = slot.derained != null;
    long start = System.nanoTime();
    sink.write(slot.picture, clean ? slot.derained : slot.picture, slot.time);
    slot.stamps.encoded = System.nanoTime();
    slot.stamps.encode = slot.stamps.encoded - start;
    latency.record(slot.stamps);
    out++;
    if (clean) {
      derained++;
    }
    listener.onFrame(out, slot.time, clean, slot.score);
  }

  @Override
  void settle(long sequence) {
    long centre = centre(sequence);
    if (centre >= 0) {
      Slot slot = slot(centre);
      if (slot.derained != null) {
        results.give(slot.derained);
        slot.derained = null;
      }
      if (slot.end && !over) {
        over = true;
        flight().land();
      }
    }
    ring.release(sequence);
  }
}
