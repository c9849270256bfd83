package org.derain.pipeline.live.camera;

import java.time.Duration;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.live.DropReason;
import org.derain.pipeline.live.LiveLatency;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.ring.FrameOutcome;
import org.derain.pipeline.run.LiveListener;

/** The frames of a camera over its whole life: how many, how fast, how old. Thread-safe. */
final class FrameStatistics implements LiveListener {
  private final FrameLedger ledger = new FrameLedger();
  private final LatencyMeter latency = new LatencyMeter();
  private final RateMeter rateIn = new RateMeter();
  private final RateMeter rateOut = new RateMeter();
  private final PreviewTap preview;
  private final Runnable alive;
  private final NanoClock clock;
  private volatile long lastFrame;
  private volatile FrameTimings timings;
  private LiveSource source;
  private LiveSource latest;
  private long damaged;
  private long late;
  private long written;

  /**
   * Without frames yet.
   *
   * @param preview is shown every frame that leaves
   * @param alive told when a frame was received
   */
  FrameStatistics(PreviewTap preview, Runnable alive, NanoClock clock) {
    this.clock = clock;
    lastFrame = clock.nanoTime();
    this.preview = preview;
    this.alive = alive;
  }

  /** The next source gives frames, or the same one frames of another kind. */
  synchronized void begin(LiveSource next, FrameTimings itsTimings) {
    source = next;
    timings = itsTimings;
    if (next != latest) {
      damaged = 0;
      late = 0;
    }
    latest = next;
  }

  /** The source gives no more, and nothing of it is on its way. */
  synchronized void runEnded() {
    countUndecoded();
    source = null;
    ledger.runEnded();
  }

  private void countUndecoded() {
    if (source != null) {
      long broken = source.damaged();
      long old = source.late();
      ledger.undecoded(DropReason.DAMAGED, broken - damaged);
      ledger.undecoded(DropReason.LATE, old - late);
      damaged = broken;
      late = old;
    }
  }

  /** Makes the source give no more soon. */
  synchronized void stop() {
    if (source != null) {
      source.stop();
    }
  }

  @Override
  public void received(FrameTime time) {
    ledger.received();
    alive.run();
    lastFrame = time.captured;
    rateIn.add(clock.nanoTime());
    timings.received(time.captured);
  }

  @Override
  public void left(
      FrameTime time, FrameOutcome fate, Picture original, Picture result, long nanos) {
    ledger.left(fate);
    if (fate.outcome() != FrameOutcome.Outcome.DROPPED) {
      timings.encoded(nanos);
      rateOut.add(clock.nanoTime());
      written++;
      preview.frame(written, original != result, original, result);
    }
  }

  /** The packet of a frame that was received at that time was written. */
  void sent(long captured) {
    long now = clock.nanoTime();
    latency.add(now - captured, now);
  }

  /** What became of the frames. */
  synchronized FrameLedger.Counts counts() {
    countUndecoded();
    return ledger.counts();
  }

  /** Frames received per second, lately. */
  double fpsIn() {
    return rateIn.perSecond(clock.nanoTime());
  }

  /** Frames that left per second, lately. */
  double fpsOut() {
    return rateOut.perSecond(clock.nanoTime());
  }

  /** Seconds since the last frame was received. */
  double lastFrameAge() {
    return Math.max(0, (clock.nanoTime() - lastFrame) / 1e9);
  }

  /** How long the last source may give no frame; usual before the first. */
  synchronized Duration silence() {
    return latest == null ? Timeouts.USUAL.silence() : latest.silence();
  }

  /** Since the start. */
  LiveLatency latency() {
    return latency.life();
  }

  /** Of the last minute. */
  LatencyStats recent() {
    return latency.recent(clock.nanoTime());
  }
}
