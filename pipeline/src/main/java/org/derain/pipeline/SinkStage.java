package org.derain.pipeline;

import java.util.List;
import org.derain.frames.Picture;

/** Writes frames in their order, keeps count, and frees places of the ring. */
final class SinkStage extends Stage {
  private final Ring ring;
  private final FrameSink sink;
  private final Pictures results;
  private final FrameListener listener;
  private final LatencyRecorder latency = new LatencyRecorder();
  private long out;
  private long derained;
  private final Steadier steadier;
  private final List<Keep> keep;
  private boolean over;

  /**
   * The last stage.
   *
   * @param steadier null to write frames as the network made them
   * @param keep what it must not touch
   */
  SinkStage(
      Ring ring,
      Flight flight,
      FrameSink sink,
      Pictures results,
      Steadier steadier,
      List<Keep> keep,
      FrameListener listener) {
    super("encode", ring, flight);
    this.ring = ring;
    this.sink = sink;
    this.results = results;
    this.steadier = steadier;
    this.keep = keep;
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
    long place = centre(sequence) - ring.delay();
    if (place < 0 || slot(place).end || slot(place).time.context) {
      return;
    }
    Slot slot = slot(place);
    boolean clean = slot.derained != null;
    long start = System.nanoTime();
    Picture result = clean ? steady(slot, place) : slot.picture;
    long steadied = System.nanoTime();
    slot.stamps.steady = steadied - start;
    sink.write(slot.picture, result, slot.time);
    slot.stamps.encoded = System.nanoTime();
    slot.stamps.encode = slot.stamps.encoded - steadied;
    latency.record(slot.stamps);
    out++;
    if (clean) {
      derained++;
    }
    listener.onFrame(out, slot.time, clean, slot.score);
  }

  private Picture steady(Slot slot, long place) {
    if (steadier == null) {
      return slot.derained;
    }
    // It evens out what lies around a change, so across the border of a part too.
    Picture steadied = steadier.steady(ring, place);
    Keep.copy(keep, slot.picture, steadied);
    return steadied;
  }

  @Override
  void settle(long sequence) {
    long place = centre(sequence) - ring.delay();
    // The one so far before what was just written has been looked at for the last time.
    long unneeded = steadier == null ? place : place - Steadier.REACH;
    if (unneeded >= 0 && slot(unneeded).derained != null) {
      results.give(slot(unneeded).derained);
      slot(unneeded).derained = null;
    }
    if (place >= 0 && slot(place).end && !over) {
      over = true;
      flight().land();
    }
    ring.release(sequence);
  }
}
