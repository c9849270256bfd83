package org.derain.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.DropReason;
import org.derain.pipeline.live.LiveLatency;
import org.derain.pipeline.live.OutputStatus;
import org.derain.pipeline.live.PassReason;
import org.junit.jupiter.api.Test;

class StatusLinesTest {
  private final StringWriter text = new StringWriter();

  private StatusLines lines(boolean terminal, int columns) {
    return new StatusLines(new PrintWriter(text), terminal, columns);
  }

  private static CameraStatus camera(CameraState state, String error) {
    return new CameraStatus(
        "yard",
        "rtsp://cam/stream",
        state,
        error,
        640,
        360,
        1,
        25,
        24.96,
        0.02,
        5,
        1000,
        900,
        Map.of(PassReason.DRY, 60L, PassReason.LATE, 30L),
        Map.of(DropReason.DAMAGED, 10L),
        LiveLatency.NONE,
        new LatencyStats(40, 60, 84.4, 90),
        1,
        0.83,
        true,
        true,
        "nano",
        Device.CPU,
        "veryfast",
        0.5,
        0,
        List.of(new OutputStatus("rtsp://out/clean", false, 0, 0, 0, 0, "connection refused")));
  }

  @Test
  void aLineSaysEverythingThatMatters() {
    assertEquals(
        "yard: 25.0 fps, 640x360, nano on cpu, rain 0.83, p99 84 ms,"
            + " 1000 in = 900 derained + 90 passed (dry 60, late 30), 10 dropped (damaged 10),"
            + " 1 reconnect, rtsp://out/clean away: connection refused",
        lines(false, 80).line(camera(CameraState.RUNNING, null)));
    assertTrue(
        lines(false, 80)
            .line(camera(CameraState.WAITING, "no route to host"))
            .startsWith("yard: waiting (no route to host), p99"));
  }

  @Test
  void aTerminalIsWrittenOver() {
    StatusLines lines = lines(true, 64);
    lines.show(List.of(camera(CameraState.RUNNING, null), camera(CameraState.RUNNING, null)));
    lines.note("something happened");
    String shown = text.toString();
    assertEquals(4, shown.lines().filter(line -> line.contains("yard:")).count(), shown);
    assertTrue(shown.contains("\033[2A"), "up two lines");
    assertTrue(shown.contains("rain [########--"), shown);
    shown
        .lines()
        .forEach(
            line -> assertTrue(line.replaceAll("\033\\[[0-9]*[AJ]|\r", "").length() < 64, line));
  }

  @Test
  void elsewhereLinesFollowEachOther() {
    StatusLines lines = lines(false, 40);
    lines.show(List.of(camera(CameraState.RUNNING, null)));
    lines.note("something happened");
    lines.show(List.of(camera(CameraState.RUNNING, null)));
    assertFalse(text.toString().contains("\033"));
    assertEquals(3, text.toString().lines().count());
  }
}
