package org.derain.pipeline.live.camera;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.DropReason;
import org.derain.pipeline.live.OnOverload;
import org.derain.pipeline.live.PassReason;
import org.derain.pipeline.live.Redacted;
import org.derain.pipeline.ring.FrameOutcome;
import org.derain.pipeline.run.LiveFilter;
import org.derain.zoo.Contract;

/**
 * Decides for each frame of a camera whether it is derained: not when that is switched off, not
 * when it is dry, and not when it would grow too old. While the network keeps up, a frame may wait
 * for it up to the age that is allowed. When the network is too slow for every frame, only a frame
 * that nothing waits behind, and hardly anything before the encoder, is derained: so the frames
 * that the network gets lie evenly, no queue builds up, and it leaves the encoder its time.
 */
final class CameraFilter implements LiveFilter {
  private static final FrameOutcome OFF =
      new FrameOutcome(FrameOutcome.Outcome.PASSED, PassReason.OFF);
  private static final FrameOutcome DRY =
      new FrameOutcome(FrameOutcome.Outcome.PASSED, PassReason.DRY);
  private static final FrameOutcome FAILED =
      new FrameOutcome(FrameOutcome.Outcome.PASSED, PassReason.FAILED);
  private static final FrameOutcome WARMUP =
      new FrameOutcome(FrameOutcome.Outcome.PASSED, PassReason.WARMUP);
  private static final FrameOutcome DROPPED =
      new FrameOutcome(FrameOutcome.Outcome.DROPPED, DropReason.LATE);

  /** A network that seemed too slow is tried again after this time. */
  private static final long RETRY = TimeUnit.SECONDS.toNanos(2);

  /** Retries take at most one part in so many of the time. */
  private static final int SELDOM = 10;

  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(20);

  /** With more frames than this before the encoder, a network that is too slow makes a pause. */
  private static final int UNWRITTEN = 2;

  /** After this many failures in a row the network is loaded anew; next after twice as many. */
  private static final int BROKEN = 100;

  private static final int DISTINCT_ERRORS = 20;

  private final int future;
  private final long maxAge;
  private final FrameOutcome late;
  private final FrameTimings timings;
  private final RainGate gate;
  private final TierChoice choice;
  private final PresetController presets;
  private final BooleanSupplier deraining;
  private final Consumer<String> notes;
  private final Set<String> errors = new HashSet<>();
  private final AtomicInteger unwritten = new AtomicInteger();
  private int failures;
  private int failuresBeforeReload = BROKEN;
  private InferenceRequest request;
  private long begun;
  private long requestBegun;
  private long submitted;
  private boolean trying;
  private final NanoClock clock;
  private long lastTry;

  CameraFilter(
      CameraSettings settings,
      FrameTimings timings,
      RainGate gate,
      TierChoice choice,
      PresetController presets,
      BooleanSupplier deraining,
      Consumer<String> notes,
      NanoClock clock) {
    this.clock = clock;
    lastTry = clock.nanoTime() - RETRY;
    this.future = settings.latency().future();
    this.maxAge = settings.maxAge().toNanos();
    this.late =
        settings.onOverload() == OnOverload.DROP
            ? DROPPED
            : new FrameOutcome(FrameOutcome.Outcome.PASSED, PassReason.LATE);
    this.timings = timings;
    this.gate = gate;
    this.choice = choice;
    this.presets = presets;
    this.deraining = deraining;
    this.notes = notes;
  }

  @Override
  public int future() {
    return Math.min(future, window() / 2);
  }

  /** Before there is a network, that of the longest. */
  @Override
  public int window() {
    Lease lease = choice.lease();
    return lease == null ? Contract.WINDOW : lease.window();
  }

  @Override
  public long waitDeadline(FrameTime time) {
    long needed = (long) (timings.derain().upperBound() + timings.encode().upperBound());
    return time.captured + Math.max(maxAge / 2, maxAge - needed);
  }

  @Override
  public FrameOutcome before(FrameTime time, boolean scene, int behind) {
    long now = clock.nanoTime();
    boolean busy = busy();
    unwritten.incrementAndGet();
    boolean wanted = gate.shouldProbe(now, scene);
    if (!deraining.getAsBoolean()) {
      return OFF;
    }
    if (!wanted) {
      return DRY;
    }
    if (!busy && choice.lease(now, timings) == null) {
      return choice.failed() ? FAILED : WARMUP;
    }
    begun = now;
    if (busy || tooLate(time, behind, now)) {
      return notInTime(now);
    }
    return null;
  }

  /** Whether the network still works on a frame that was given up. */
  private boolean busy() {
    if (request == null) {
      return false;
    }
    if (!request.isDone()) {
      return true;
    }
    recordInference(request);
    request = null;
    return false;
  }

  private void recordInference(InferenceRequest done) {
    if (done.score() == null) {
      return;
    }
    timings.recordInference(done.endedAt() - requestBegun, done.endedAt() - submitted, trying);
    trying = false;
  }

  private boolean tooLate(FrameTime time, int behind, long now) {
    trying = false;
    long deadline = deadline(time);
    double start =
        Math.max(now, begun + timings.derain().upperBound() - timings.network().upperBound());
    if (start >= deadline || timings.overloaded() && (behind > 0 || unwritten.get() > UNWRITTEN)) {
      return true;
    }
    if (start + timings.network().upperBound() <= deadline) {
      return false;
    }
    // The estimate alone stands against it, and nothing but a try can change the estimate.
    long pause = Math.max(RETRY, SELDOM * (long) timings.derain().mean());
    trying = now - lastTry >= Math.min(pause, LONGEST_PAUSE);
    return !trying;
  }

  /** When the network must be done. */
  private long deadline(FrameTime time) {
    return time.captured + maxAge - (long) timings.encode().upperBound();
  }

  private FrameOutcome notInTime(long now) {
    if (!gate.raining() && !gate.suspected()) {
      return DRY;
    }
    choice.judge(now, true, timings);
    return late;
  }

  @Override
  public FrameOutcome derain(FrameTime time, Picture[] window, Picture into, int behind) {
    long now = clock.nanoTime();
    if (tooLate(time, behind, now)) {
      return notInTime(now);
    }
    requestBegun = begun;
    submitted = now;
    lastTry = now;
    request = choice.lease().submit(window, into, gate.inGraph());
    try {
      if (!request.await(deadline(time))) {
        request.giveUp();
        return notInTime(clock.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notInTime(clock.nanoTime());
    }
    return judge(request);
  }

  private FrameOutcome judge(InferenceRequest done) {
    request = null;
    if (done.failure() != null) {
      note(String.valueOf(done.failure().getMessage()));
      if (++failures == failuresBeforeReload) {
        failuresBeforeReload *= 2;
        choice.renew();
      }
      return FAILED;
    }
    failures = 0;
    failuresBeforeReload = BROKEN;
    if (done.score() == null) {
      return WARMUP;
    }
    long now = clock.nanoTime();
    lastTry = now;
    recordInference(done);
    gate.observe(done.score(), now);
    if (!gate.raining()) {
      return DRY;
    }
    choice.judge(now, false, timings);
    return FrameOutcome.DERAINED;
  }

  private void note(String error) {
    if (errors.size() < DISTINCT_ERRORS && errors.add(error)) {
      notes.accept("a frame was passed on as it came: " + Redacted.text(error));
    }
  }

  /**
   * When encoding alone takes too long, a quicker preset helps. When there is no less, frames have
   * to be left out: before they are too old, so that those are evenly spread which go out.
   */
  @Override
  public FrameOutcome beforeWrite(FrameTime time, FrameOutcome fate) {
    long now = clock.nanoTime();
    presets.next(now, unwritten.decrementAndGet());
    boolean old = now - time.captured > maxAge / 2;
    return old && presets.least() && timings.choked() ? DROPPED : fate;
  }

  @Override
  public void awaitIdle() {
    if (request != null) {
      request.giveUp();
      request.awaitDone();
      request = null;
    }
  }
}
