package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.live.LiveSink;
import org.junit.jupiter.api.Test;

/** How hard the encoder tries: less within half a second, more after half a minute. */
class PresetControllerTest {
  private static final long FRAME = 40_000_000;
  private static final int SECOND = 25;

  private final FakeCamera fake = new FakeCamera(40);
  private final LiveSink sink = fake.outputs(null, note -> {});
  private final FrameTimings pace = new FrameTimings(25);
  private final List<String> notes = new ArrayList<>();
  private PresetController effort;
  private long now;
  private double backlog;
  private final List<Integer> changes = new ArrayList<>();

  private void presets(double... costs) {
    fake.presets = costs;
    effort = new PresetController(sink, pace, notes::add);
  }

  /** A machine on which the first preset takes {@code load} of the time between frames. */
  private void go(int frames, double load) {
    for (int i = 0; i < frames; i++) {
      now += FRAME;
      int before = fake.preset;
      effort.next(now, (int) backlog);
      if (fake.preset != before) {
        changes.add(fake.preset);
      }
      double share = load * fake.presets[fake.preset];
      backlog = Math.max(0, Math.min(16, backlog + share - 1));
      pace.encoded((long) (share * FRAME));
    }
  }

  @Test
  void stepsDownUntilItKeepsUp() {
    presets(1, 0.65, 0.45);
    go(SECOND, 0.8);
    assertEquals(List.of(), changes);
    go(4 * SECOND, 1.6);
    assertEquals(List.of(1, 2), changes);
    assertTrue(effort.least());
    assertTrue(notes.get(0).contains("preset p1"), notes::toString);
    go(600 * SECOND, 1.6);
    assertEquals(2, changes.size(), "it stays where it keeps up");
  }

  @Test
  void leavesOutPresetsThatCannotKeepUpEither() {
    presets(1, 0.65, 0.45);
    go(SECOND, 3);
    assertEquals(List.of(2), changes);
  }

  @Test
  void aHiccupChangesNothing() {
    presets(1, 0.5);
    go(SECOND, 0.4);
    go(1, 12);
    go(60 * SECOND, 0.4);
    assertEquals(List.of(), changes);
  }

  @Test
  void comesBackWhenThereIsRoomAndWaitsLongerWhenThatFailed() {
    presets(1, 0.5);
    go(4 * SECOND, 1.6);
    assertEquals(List.of(1), changes);
    go(25 * SECOND, 0.3);
    assertEquals(1, changes.size());
    go(10 * SECOND, 0.3);
    assertEquals(List.of(1, 0), changes);
    go(4 * SECOND, 1.6);
    assertEquals(List.of(1, 0, 1), changes);
    go(40 * SECOND, 0.3);
    assertEquals(3, changes.size(), "too early after a failure");
    go(30 * SECOND, 0.3);
    assertEquals(List.of(1, 0, 1, 0), changes);
  }

  @Test
  void goesOnWithThePresetInUse() {
    fake.preset = 1;
    presets(1, 0.5);
    assertTrue(effort.least());
    presets(1, 0.5, 0.3);
    assertFalse(effort.least());
  }

  @Test
  void codecsKnowWhatIsQuicker() {
    assertEquals(
        List.of("veryfast", "superfast", "ultrafast"), Codec.H264.fasterPresets("veryfast"));
    assertEquals(List.of("superfast", "ultrafast"), Codec.H264.fasterPresets("superfast"));
    assertEquals(List.of("ultrafast"), Codec.HEVC.fasterPresets("ultrafast"));
    assertEquals(List.of("8", "10", "12"), Codec.AV1.fasterPresets("8"));
    assertEquals(List.of("13"), Codec.AV1.fasterPresets("13"));
    assertEquals(List.of(""), Codec.FFV1.fasterPresets(""));
  }
}
