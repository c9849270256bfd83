package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FakeClock;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.live.DropReason;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.PassReason;
import org.derain.pipeline.ring.FrameOutcome;
import org.junit.jupiter.api.Test;

/** Counts, rates and ages of the frames of a camera, by a clock of the test. */
class FrameStatisticsTest {
  private static final FrameOutcome DRY =
      new FrameOutcome(FrameOutcome.Outcome.PASSED, PassReason.DRY);
  private static final FrameOutcome LATE =
      new FrameOutcome(FrameOutcome.Outcome.DROPPED, DropReason.LATE);

  private final FakeClock clock = new FakeClock();
  private final AtomicInteger alive = new AtomicInteger();
  private final FrameStatistics statistics =
      new FrameStatistics(new PreviewTap(clock), alive::incrementAndGet, clock);
  private final FrameTimings timings = new FrameTimings(25);
  private final FrameTime time = new FrameTime();

  /** A source that only counts what it could not give. */
  private static final class Counted implements LiveSource {
    private long damaged;
    private long late;
    private boolean stopped;

    @Override
    public long damaged() {
      return damaged;
    }

    @Override
    public long late() {
      return late;
    }

    @Override
    public Duration silence() {
      return Duration.ofSeconds(9);
    }

    @Override
    public void stop() {
      stopped = true;
    }

    @Override
    public VideoTraits traits() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FrameFormat format() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private void receive(int frames) {
    for (int i = 0; i < frames; i++) {
      clock.advance(40 * FakeClock.MILLI);
      time.captured = clock.nanoTime();
      statistics.received(time);
    }
  }

  private void leave(int frames, FrameOutcome outcome) {
    for (int i = 0; i < frames; i++) {
      statistics.left(time, outcome, null, null, 10 * FakeClock.MILLI);
    }
  }

  @Test
  void everyFrameIsSomewhere() {
    Counted source = new Counted();
    statistics.begin(source, timings);
    receive(10);
    leave(4, FrameOutcome.DERAINED);
    leave(2, DRY);
    leave(1, LATE);
    source.damaged = 3;
    FrameLedger.Counts now = statistics.counts();
    assertEquals(13, now.in());
    assertEquals(4, now.derained());
    assertEquals(2, now.passed().get(PassReason.DRY));
    assertEquals(1, now.dropped().get(DropReason.LATE));
    assertEquals(3, now.dropped().get(DropReason.DAMAGED));
    assertEquals(3, now.inFlight());
    statistics.runEnded();
    assertEquals(0, statistics.counts().inFlight());
    assertEquals(3, statistics.counts().dropped().get(DropReason.LOST));
    assertEquals(10, alive.get());
  }

  @Test
  void eachSourceCountsItsOwnLosses() {
    Counted first = new Counted();
    first.damaged = 2;
    first.late = 5;
    statistics.begin(first, timings);
    statistics.runEnded();
    first.damaged = 4; // pictures of another size, from the same source
    statistics.begin(first, timings);
    statistics.runEnded();
    Counted second = new Counted();
    second.damaged = 1;
    statistics.begin(second, timings);
    FrameLedger.Counts all = statistics.counts();
    assertEquals(5, all.dropped().get(DropReason.DAMAGED));
    assertEquals(5, all.dropped().get(DropReason.LATE));
    assertEquals(10, all.in());
    statistics.stop();
    assertTrue(second.stopped);
  }

  @Test
  void ratesAndAges() {
    assertEquals(Duration.ofSeconds(5), statistics.silence());
    statistics.begin(new Counted(), timings);
    assertEquals(Duration.ofSeconds(9), statistics.silence());
    receive(250);
    assertEquals(25, statistics.fpsIn(), 0.3);
    assertEquals(0, statistics.fpsOut());
    assertEquals(0, statistics.lastFrameAge());
    clock.advance(120 * FakeClock.MILLI);
    statistics.sent(time.captured);
    assertEquals(120, statistics.latency().p50(), 0.2);
    assertEquals(1, statistics.latency().count());
    clock.advance(100 * FakeClock.SECOND);
    assertEquals(0, statistics.recent().max(), "of the last minute");
    assertEquals(100.12, statistics.lastFrameAge(), 1e-6);
    assertEquals(0, statistics.fpsIn());
    assertEquals(40 * FakeClock.MILLI, timings.interval(), 1e6);
  }
}
