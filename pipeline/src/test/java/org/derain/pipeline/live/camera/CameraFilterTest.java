package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.derain.frames.Picture;
import org.derain.pipeline.FakeClock;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.DropReason;
import org.derain.pipeline.live.Latency;
import org.derain.pipeline.live.OnOverload;
import org.derain.pipeline.live.PassReason;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.ring.FrameOutcome;
import org.derain.pipeline.scale.Scale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a frame, by a clock of the test: 25 frames a second, 400 ms old at most. */
@Timeout(60)
class CameraFilterTest {
  private static final long FRAME = 40 * FakeClock.MILLI;
  private static final Object DERAINED = "derained";

  private final ClockedNetworks networks = new ClockedNetworks();
  private final FakeClock clock = networks.clock;
  private final List<String> notes = new ArrayList<>();
  private final Tiers tiers = networks.tiers(notes);
  private final FrameTimings timings = new FrameTimings(25);
  private final FakeCamera camera = new FakeCamera(40);
  private final FrameTime time = new FrameTime();
  private boolean deraining = true;
  private CameraFilter filter;

  @AfterEach
  void allIsGivenBack() {
    filter.awaitIdle();
    tiers.close();
    networks.close();
    assertEquals(0, networks.open.get());
  }

  private void filter(OnOverload onOverload, String model, boolean always) {
    CameraSettings settings =
        new CameraSettings(
            "cam",
            "rtsp://cam/x",
            List.of(),
            Latency.LOW,
            onOverload,
            Duration.ofMillis(400),
            model,
            always,
            0.5,
            List.of(),
            Scale.FULL,
            null,
            false,
            EncoderSettings.of(Codec.H264, null, null, 0),
            Device.CPU,
            0,
            Timeouts.USUAL);
    filter =
        new CameraFilter(
            settings,
            timings,
            new RainGate(always, 0.5, change -> {}),
            new TierChoice(
                tiers, new Governor(List.of(new Governor.Tier("nano", 1))), model, notes::add),
            new PresetController(camera.outputs(settings, notes::add), timings, notes::add),
            () -> deraining,
            notes::add,
            clock);
    networks.settle();
  }

  /** A frame that was received just now, on its whole way; what became of it, and why. */
  private Object frame(int behind) {
    clock.advance(FRAME);
    time.captured = clock.nanoTime();
    FrameOutcome outcome = filter.before(time, false, behind);
    if (outcome == null) {
      outcome = filter.derain(time, new Picture[5], null, behind);
    }
    outcome = filter.beforeWrite(time, outcome);
    return outcome.reason() == null ? DERAINED : outcome.reason();
  }

  private Object frame() {
    return frame(0);
  }

  private int derainedOf(int frames) {
    int count = 0;
    for (int i = 0; i < frames; i++) {
      count += frame() == DERAINED ? 1 : 0;
    }
    return count;
  }

  @Test
  void aNetworkThatKeepsUpDerainsEveryFrame() {
    networks.nanos.put("nano", 10 * FakeClock.MILLI);
    filter(OnOverload.PASS, "nano", true);
    assertEquals(100, derainedOf(100));
    deraining = false;
    assertEquals(PassReason.OFF, frame());
    deraining = true;
    assertEquals(DERAINED, frame());
  }

  @Test
  void withoutANetworkFramesPass() {
    filter(OnOverload.DROP, "bad", true);
    assertEquals(PassReason.FAILED, frame());
    assertEquals(List.of("cannot load model bad"), notes);
  }

  @Test
  void whatANetworkIsTooSlowForIsLeftOutWhereFramesWait() {
    networks.nanos.put("nano", 70 * FakeClock.MILLI);
    filter(OnOverload.PASS, "nano", true);
    assertEquals(DERAINED, frame());
    assertEquals(PassReason.LATE, frame(1), "another one waits");
    assertEquals(DERAINED, frame());
  }

  @Test
  void lateFramesAreDroppedOnRequest() {
    networks.nanos.put("nano", 70 * FakeClock.MILLI);
    filter(OnOverload.DROP, "nano", true);
    assertEquals(DERAINED, frame());
    assertEquals(DropReason.LATE, frame(1));
  }

  @Test
  void aNetworkThatIsTooSlowForAnyFrameIsTriedNowAndThen() {
    networks.nanos.put("nano", 700 * FakeClock.MILLI);
    filter(OnOverload.PASS, "nano", true);
    List<Long> tries = new ArrayList<>();
    while (tries.size() < 4) {
      int runs = networks.runs.get();
      assertEquals(PassReason.LATE, frame());
      if (networks.runs.get() > runs) {
        tries.add(clock.nanoTime());
      }
    }
    for (int i = 1; i < tries.size(); i++) {
      double seconds = (tries.get(i) - tries.get(i - 1)) / 1e9;
      assertEquals(7, seconds, 0.05, "ten times as long as it takes");
    }
    networks.nanos.put("nano", 0L);
    int wait = 0;
    while (frame() != DERAINED) {
      wait++;
    }
    assertTrue(wait < 7 * 25, wait + " frames");
    assertEquals(50, derainedOf(50), "what was seen of it counts alone");
  }

  @Test
  void anOldFrameIsNotDerained() {
    networks.nanos.put("nano", 10 * FakeClock.MILLI);
    filter(OnOverload.PASS, "nano", true);
    assertEquals(10, derainedOf(10));
    time.captured = clock.nanoTime() - 400 * FakeClock.MILLI;
    assertEquals(PassReason.LATE, filter.before(time, false, 0).reason());
  }

  @Test
  void inDryWeatherTheNetworkLooksOnceASecond() {
    networks.rain = 0.1f;
    filter(OnOverload.DROP, "nano", false);
    int looks = 0;
    for (int i = 0; i < 250; i++) {
      clock.advance(FRAME);
      time.captured = clock.nanoTime();
      FrameOutcome outcome = filter.before(time, false, 0);
      if (outcome == null) {
        looks++;
        outcome = filter.derain(time, new Picture[5], null, 0);
      }
      assertEquals(PassReason.DRY, outcome.reason());
    }
    assertEquals(10, looks);
    networks.rain = 0.9f;
    assertEquals(121, derainedOf(125), "after the next look and one more");
  }

  @Test
  void aNetworkThatFailsAHundredTimesIsLoadedAnew() {
    filter(OnOverload.DROP, "nano", true);
    assertEquals(DERAINED, frame());
    networks.broken = 1;
    for (int i = 0; i < 99; i++) {
      assertEquals(PassReason.FAILED, frame());
    }
    networks.settle();
    assertEquals(List.of("nano"), networks.tried);
    assertEquals(PassReason.FAILED, frame());
    networks.settle();
    assertEquals(DERAINED, frame());
    networks.settle();
    assertEquals(List.of("nano", "nano"), networks.tried);
    assertEquals(1, networks.open.get(), "the broken one is given back");
    assertEquals(
        List.of(
            "a frame was passed on as it came: it broke",
            "the network failed again and again: loading it anew"),
        notes);
  }

  @Test
  void anEncoderThatIsTooSlowGetsNoOldFrames() {
    filter(OnOverload.PASS, "nano", true);
    assertEquals(DERAINED, frame());
    for (int i = 0; i < 100; i++) {
      timings.encoded(50 * FakeClock.MILLI);
    }
    time.captured = clock.nanoTime() - 200 * FakeClock.MILLI;
    assertNull(filter.beforeWrite(time, FrameOutcome.DERAINED).reason());
    clock.advance(1);
    FrameOutcome old = filter.beforeWrite(time, FrameOutcome.DERAINED);
    assertEquals(DropReason.LATE, old.reason());
    assertTrue(timings.choked());
  }
}
