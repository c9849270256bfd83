package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.derain.pipeline.live.LiveLatency;
import org.junit.jupiter.api.Test;

/** Rates, latencies and running estimates. */
class MetersTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  @Test
  void ratesAreThoseOfTheLastSeconds() {
    RateMeter rate = new RateMeter();
    assertEquals(0, rate.perSecond(SECOND));
    for (int i = 0; i <= 250; i++) {
      rate.add(10 * SECOND + i * 40 * MILLI);
    }
    assertEquals(25, rate.perSecond(20 * SECOND), 0.3);
    assertTrue(rate.perSecond(22 * SECOND) < 20);
    assertEquals(0, rate.perSecond(26 * SECOND));
  }

  @Test
  void latenciesOfTheWholeLifeAndOfTheLastMinute() {
    LatencyMeter meter = new LatencyMeter();
    for (int i = 0; i < 100; i++) {
      meter.add(300 * MILLI, SECOND + i * 40 * MILLI);
    }
    for (int i = 0; i < 300; i++) {
      meter.add(15 * MILLI, 100 * SECOND + i * 40 * MILLI);
    }
    LiveLatency life = meter.life();
    assertEquals(400, life.count());
    assertEquals(15, life.p50(), 0.1);
    assertEquals(300, life.p99(), 1);
    assertEquals(100 * 300 + 300 * 15, life.sumMs(), 1);
    assertEquals(0L, life.buckets().get(0));
    assertEquals(300L, life.buckets().get(1));
    assertEquals(400L, life.buckets().get(8));
    assertEquals(15, meter.recent(112 * SECOND).max(), 0.1);
    assertEquals(0, meter.recent(400 * SECOND).max());
  }

  @Test
  void thePaceFollowsTheCamera() {
    FrameTimings pace = new FrameTimings(90_000);
    assertEquals(40 * MILLI, pace.interval(), 1);
    for (int i = 1; i < 200; i++) {
      pace.received(i * 20 * MILLI);
    }
    assertEquals(20 * MILLI, pace.interval(), 0.1 * MILLI);
    // In bursts of four, and after a pause, it is the same camera.
    for (int i = 200; i < 600; i++) {
      pace.received((i / 4 * 4) * 20 * MILLI + 5 * SECOND);
    }
    assertEquals(20 * MILLI, pace.interval(), 4 * MILLI);
  }

  @Test
  void loadIsCostByInterval() {
    FrameTimings pace = new FrameTimings(25);
    assertFalse(pace.overloaded());
    for (int i = 0; i < 50; i++) {
      pace.derain().add(30 * MILLI);
      pace.network().add(20 * MILLI);
    }
    assertEquals(0.75, pace.load(), 0.01);
    assertFalse(pace.overloaded());
    pace.change(TimeUnit.MILLISECONDS.toNanos(35));
    assertEquals(45.0 / 40, pace.load(), 0.01);
    assertTrue(pace.overloaded());
  }

  @Test
  void anEncoderIsTooSlowWhenItIsSoAllTheTime() {
    FrameTimings pace = new FrameTimings(25);
    pace.encoded(5 * SECOND);
    assertFalse(pace.choked());
    for (int i = 0; i < 30; i++) {
      pace.encoded(10 * MILLI);
    }
    assertFalse(pace.choked());
    for (int i = 0; i < 100; i++) {
      pace.encoded(50 * MILLI);
    }
    assertTrue(pace.choked());
  }

  @Test
  void anEstimateLeavesRoomForWhatVaries() {
    Estimate steady = new Estimate();
    Estimate varying = new Estimate();
    for (int i = 0; i < 100; i++) {
      steady.add(10);
      varying.add(i % 2 == 0 ? 5 : 15);
    }
    assertEquals(10, steady.mean(), 0.01);
    assertEquals(10, steady.upperBound(), 0.1);
    assertEquals(10, varying.mean(), 1);
    assertTrue(varying.upperBound() > 13);
  }
}
