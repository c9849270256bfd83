package org.derain.app.live.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.DropReason;
import org.derain.pipeline.live.LiveLatency;
import org.derain.pipeline.live.PassReason;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static CameraStatus status(long in, long passed, long dropped, double ms) {
    return new CameraStatus(
        "c",
        "s",
        CameraState.RUNNING,
        null,
        2,
        2,
        1,
        0,
        0,
        0,
        5,
        in,
        in - passed - dropped,
        Map.of(PassReason.DRY, passed),
        Map.of(DropReason.LATE, dropped),
        LiveLatency.NONE,
        new LatencyStats(ms, ms, ms, ms),
        0,
        0.5,
        true,
        true,
        "nano",
        Device.CPU,
        "veryfast",
        0.5,
        0,
        List.of());
  }

  @Test
  void stepsAreDifferences() {
    History history = new History(1, 10);
    history.add(100, status(0, 0, 0, 0));
    history.add(101, status(25, 5, 1, 3));
    history.add(102, status(75, 5, 1, 3));
    List<History.Sample> samples = history.since(0);
    assertEquals(2, samples.size());
    assertEquals(25, samples.get(0).fpsIn());
    assertEquals(24, samples.get(0).fpsOut());
    assertEquals(5, samples.get(0).passed());
    assertEquals(1, samples.get(0).dropped());
    assertEquals(50, samples.get(1).fpsIn());
    assertEquals(0, samples.get(1).passed());
    assertEquals(List.of(samples.get(1)), history.since(101));
  }

  @Test
  void keepsOnlyTheNewest() {
    History history = new History(60, 3);
    for (int t = 0; t <= 60 * 10; t++) {
      history.add(t, status(t, 0, 0, 0));
    }
    assertEquals(List.of(480L, 540L, 600L), history.since(0).stream().map(s -> s.t()).toList());
  }

  @Test
  void withoutFramesThereIsNoLatency() {
    History history = new History(1, 10);
    history.add(0, status(0, 0, 0, 0));
    history.add(1, status(25, 0, 0, 80));
    history.add(2, status(25, 0, 0, 0));
    assertEquals(80, history.since(0).get(0).p99());
    assertNull(history.since(0).get(1).p99());
  }

  @Test
  void anotherCameraUnderTheSameNameBeginsAnew() {
    History history = new History(1, 10);
    history.add(0, status(0, 0, 0, 0));
    history.add(1, status(500, 0, 0, 0));
    history.add(2, status(3, 0, 0, 0));
    history.add(3, status(28, 0, 0, 0));
    assertEquals(List.of(500.0, 25.0), history.since(0).stream().map(s -> s.fpsIn()).toList());
  }
}
