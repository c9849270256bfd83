package org.derain.pipeline.run;

import org.derain.frames.Picture;
import org.derain.pipeline.FrameListener;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Latencies;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Repeat;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.scale.SameChange;

/** Writes frames in their order, keeps count, and frees places of the ring. */
final class SinkStage extends LastStage {
  private final FrameSink sink;
  private final FrameListener listener;
  private final LatencyRecorder latency = new LatencyRecorder();
  private long out;
  private long derained;
  private final PicturePool steadied;
  private final PicturePool copies;
  private final SameChange same;

  /**
   * The last stage.
   *
   * @param results takes back derained pictures
   * @param steadied takes back steadied pictures
   * @param copies takes back the pictures of repeats
   * @param same what is done to repeats, and to frames that are analysed small; null without either
   */
  SinkStage(
      Ring ring,
      RunState state,
      FrameSink sink,
      PicturePool results,
      PicturePool steadied,
      PicturePool copies,
      SameChange same,
      FrameListener listener) {
    super(ring, state, results);
    this.sink = sink;
    this.steadied = steadied;
    this.copies = copies;
    this.same = same;
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
  public void work(long sequence) {
    long place = leaving(sequence);
    if (place < 0 || slot(place).end || slot(place).time.context) {
      return;
    }
    Slot slot = slot(place);
    long start = System.nanoTime();
    if (!slot.hidden) {
      write(slot, slot.original(), slot.full, slot.time);
    }
    for (Repeat repeat : slot.repeats) {
      write(slot, repeat.picture(), repeat.picture(), repeat.time());
    }
    slot.stamps.encoded = System.nanoTime();
    slot.stamps.encode = slot.stamps.encoded - start;
    latency.record(slot.stamps);
  }

  private void write(Slot slot, Picture original, Picture treated, FrameTime time) {
    boolean clean = slot.derained != null || slot.dry;
    sink.write(original, slot.result(treated, same), time);
    out++;
    if (clean) {
      derained++;
    }
    listener.onFrame(out, time, clean, slot.score);
  }

  @Override
  void left(Slot slot) {
    if (slot.steadied != null) {
      steadied.give(slot.steadied);
      slot.steadied = null;
    }
    slot.repeats.forEach(repeat -> copies.give(repeat.picture()));
    slot.repeats.clear();
  }
}
