package org.derain.pipeline.live.camera;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Keep;
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

  /** And not for more than this share of the time. */
  private static final int SELDOM = 10;

  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(20);

  /** With more frames than this before the encoder, a network that is too slow makes a pause. */
  private static final int UNWRITTEN = 2;

  /** After this many failures in a row the network is loaded anew; next after twice as many. */
  private static final int BROKEN = 100;

  private static final int DISTINCT_ERRORS = 20;

  private final int future;
  private final List<Keep> keep;
  private final long maxAge;
  private final FrameOutcome late;
  private final FrameTimings pace;
  private final RainGate gate;
  private final TierChoice choice;
  private final PresetController effort;
  private final BooleanSupplier deraining;
  private final Consumer<String> notes;
  private final Set<String> errors = new HashSet<>();
  private final AtomicInteger unwritten = new AtomicInteger();
  private int failures;
  private int patience = BROKEN;
  private InferenceRequest turn;
  private long begun;
  private long turnBegun;
  private long submitted;
  private boolean trying;
  private final NanoClock clock;
  private long lastTry;

  CameraFilter(
      CameraSettings settings,
      FrameTimings pace,
      RainGate gate,
      TierChoice choice,
      PresetController effort,
      BooleanSupplier deraining,
      Consumer<String> notes,
      NanoClock clock) {
    this.clock = clock;
    lastTry = clock.nanoTime() - RETRY;
    this.future = settings.latency().future();
    this.keep = settings.keep();
    this.maxAge = settings.maxAge().toNanos();
    this.late =
        settings.onOverload() == OnOverload.DROP
            ? DROPPED
            : new FrameOutcome(FrameOutcome.Outcome.PASSED, PassReason.LATE);
    this.pace = pace;
    this.gate = gate;
    this.choice = choice;
    this.effort = effort;
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
  public long patience(FrameTime time) {
    long needed = (long) (pace.derain().mostly() + pace.encode().mostly());
    return time.captured + Math.max(maxAge / 2, maxAge - needed);
  }

  @Override
  public FrameOutcome before(FrameTime time, boolean scene, int behind) {
    long now = clock.nanoTime();
    boolean busy = busy();
    unwritten.incrementAndGet();
    boolean wanted = gate.wants(now, scene);
    if (!deraining.getAsBoolean()) {
      return OFF;
    }
    if (!wanted) {
      return DRY;
    }
    if (!busy && choice.lease(now, pace) == null) {
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
    if (turn == null) {
      return false;
    }
    if (!turn.isDone()) {
      return true;
    }
    took(turn);
    turn = null;
    return false;
  }

  private void took(InferenceRequest done) {
    if (done.score() == null) {
      return;
    }
    pace.took(done.endedAt() - turnBegun, done.endedAt() - submitted, trying);
    trying = false;
  }

  private boolean tooLate(FrameTime time, int behind, long now) {
    trying = false;
    long deadline = deadline(time);
    double start = Math.max(now, begun + pace.derain().mostly() - pace.network().mostly());
    if (start >= deadline || pace.overloaded() && (behind > 0 || unwritten.get() > UNWRITTEN)) {
      return true;
    }
    if (start + pace.network().mostly() <= deadline) {
      return false;
    }
    // The estimate alone stands against it, and nothing but a try can change the estimate.
    long pause = Math.max(RETRY, SELDOM * (long) pace.derain().mean());
    trying = now - lastTry >= Math.min(pause, LONGEST_PAUSE);
    return !trying;
  }

  /** When the network must be done. */
  private long deadline(FrameTime time) {
    return time.captured + maxAge - (long) pace.encode().mostly();
  }

  private FrameOutcome notInTime(long now) {
    if (!gate.raining() && !gate.suspected()) {
      return DRY;
    }
    choice.judge(now, true, pace);
    return late;
  }

  @Override
  public FrameOutcome derain(FrameTime time, Picture[] window, Picture into, int behind) {
    long now = clock.nanoTime();
    if (tooLate(time, behind, now)) {
      return notInTime(now);
    }
    turnBegun = begun;
    submitted = now;
    lastTry = now;
    turn = choice.lease().submit(window, into, gate.inGraph());
    try {
      if (!turn.await(deadline(time))) {
        turn.giveUp();
        return notInTime(clock.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notInTime(clock.nanoTime());
    }
    FrameOutcome fate = judge(turn);
    if (fate == FrameOutcome.DERAINED) {
      Keep.copy(keep, window[window.length / 2], into);
    }
    return fate;
  }

  private FrameOutcome judge(InferenceRequest done) {
    turn = null;
    if (done.failure() != null) {
      note(String.valueOf(done.failure().getMessage()));
      if (++failures == patience) {
        patience *= 2;
        choice.renew();
      }
      return FAILED;
    }
    failures = 0;
    patience = BROKEN;
    if (done.score() == null) {
      return WARMUP;
    }
    long now = clock.nanoTime();
    lastTry = now;
    took(done);
    gate.saw(done.score().rain(), now);
    if (!gate.raining()) {
      return DRY;
    }
    choice.judge(now, false, pace);
    return FrameOutcome.DERAINED;
  }

  private void note(String error) {
    if (errors.size() < DISTINCT_ERRORS && errors.add(error)) {
      notes.accept("a frame was passed on as it came: " + Redacted.text(error));
    }
  }

  /**
   * When encoding alone takes too long, less effort helps. When there is no less, frames have to be
   * left out: before they are too old, so that those are evenly spread which go out.
   */
  @Override
  public FrameOutcome last(FrameTime time, FrameOutcome fate) {
    long now = clock.nanoTime();
    effort.next(now, unwritten.decrementAndGet());
    boolean old = now - time.captured > maxAge / 2;
    return old && effort.least() && pace.choked() ? DROPPED : fate;
  }

  @Override
  public void settle() {
    if (turn != null) {
      turn.giveUp();
      turn.awaitDone();
      turn = null;
    }
  }
}
