package org.derain.pipeline.live.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.Keep;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.DropReason;
import org.derain.pipeline.live.Latency;
import org.derain.pipeline.live.OnOverload;
import org.derain.pipeline.live.PassReason;
import org.derain.pipeline.live.Preview;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.scale.Scale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of frames in real time, with pretended cameras and networks. */
@Tag("real-time")
@Timeout(60)
class LiveCameraTest {
  private static final long MILLI = 1_000_000;

  private final FakeNetworks networks = new FakeNetworks();
  private final Engines engines = new Engines(networks, NanoClock.SYSTEM);
  private final FakeCamera fake = new FakeCamera(20);
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void nothingIsLeft() {
    engines.close();
    assertEquals(0, networks.open.get());
    await(() -> threads().isEmpty());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("derain-"))
        .toList();
  }

  private static void await(BooleanSupplier reached) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!reached.getAsBoolean()) {
      assertTrue(System.nanoTime() - end < 0, "waited in vain");
      LockSupport.parkNanos(2 * MILLI);
    }
  }

  private static CameraSettings settings(
      Latency latency, OnOverload onOverload, int maxAgeMillis, String model, boolean always) {
    return new CameraSettings(
        "cam",
        "rtsp://user:secret@cam/x",
        List.of(),
        latency,
        onOverload,
        Duration.ofMillis(maxAgeMillis),
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
  }

  private LiveCamera camera(CameraSettings settings) {
    LiveCamera camera = new LiveCamera(settings, engines, fake, notes::add, change -> {});
    camera.start();
    return camera;
  }

  private static void balanced(CameraStatus s) {
    assertEquals(s.in(), s.out() + s.lost() + s.ringDepth(), s.toString());
  }

  private void inOrder(boolean whole) {
    int next = 0;
    synchronized (fake.written) {
      for (FakeCamera.Written frame : fake.written) {
        assertTrue(whole ? frame.number() == next : frame.number() >= next, fake.written::toString);
        next = frame.number() + 1;
      }
    }
  }

  @Test
  void aNetworkThatKeepsUpDerainsEveryFrame() {
    CameraStatus end;
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.PASS, 5000, "nano", true))) {
      await(() -> camera.status().derained() > 40);
      balanced(camera.status());
      assertEquals(CameraState.RUNNING, camera.status().state());
      assertEquals("nano", camera.status().tier());
      assertEquals("rtsp://user:***@cam/x", camera.status().source());
      camera.close();
      end = camera.status();
    }
    balanced(end);
    assertEquals(0, end.ringDepth());
    assertEquals(end.derained() + end.passed().get(PassReason.WARMUP), end.out());
    assertEquals(end.lost(), end.dropped().get(DropReason.DAMAGED));
    assertEquals(fake.written.size(), end.out());
    assertEquals(end.out(), end.latency().count());
    assertTrue(end.latency().p50() > 0 && end.latency().p50() <= end.latency().max());
    assertTrue(fake.sinkClosed);
    assertEquals(CameraState.STOPPED, end.state());
    inOrder(true);
    int last = networks.windows.get(20).get(2);
    assertEquals(List.of(last - 2, last - 1, last, last, last), networks.windows.get(20));
  }

  @ParameterizedTest
  @EnumSource(Scale.class)
  void whatIsKeptComesOutAsItCame(Scale scale) {
    networks.repaints = true;
    CameraSettings plain = settings(Latency.LOW, OnOverload.PASS, 5000, "nano", true);
    CameraSettings keeping =
        new CameraSettings(
            plain.name(),
            plain.source(),
            plain.outputs(),
            plain.latency(),
            plain.onOverload(),
            plain.maxAge(),
            plain.model(),
            plain.always(),
            plain.sensitivity(),
            List.of(new Keep(10, 20, 3, 1), new Keep(60, 40, 50, 50)),
            scale,
            plain.segment(),
            plain.realtime(),
            plain.encoder(),
            plain.device(),
            plain.threads(),
            plain.timeouts());
    try (LiveCamera camera = camera(keeping)) {
      await(() -> fake.lastDerained != null);
    }
    byte[] samples = fake.lastDerained;
    assertEquals((byte) 200, samples[20 * 64 + 9]);
    assertEquals((byte) 100, samples[20 * 64 + 10]);
    assertEquals((byte) 100, samples[20 * 64 + 12]);
    assertEquals((byte) 200, samples[20 * 64 + 13]);
    int chroma = 64 * 48 + 10 * 32;
    assertEquals((byte) 200, samples[chroma + 4]);
    assertEquals((byte) 100, samples[chroma + 5]);
    assertEquals((byte) 100, samples[chroma + 6]);
    assertEquals((byte) 200, samples[chroma + 7]);
    assertEquals((byte) 100, samples[48 * 64 - 1], "as far as it lies in the picture");
    assertEquals(
        List.of(
            "the part to keep, 60,40,50,50, reaches beyond the picture, which has 64x48 pixels"),
        notes);
  }

  @Test
  void balancedWindowsLookAhead() {
    try (LiveCamera camera =
        camera(settings(Latency.BALANCED, OnOverload.PASS, 5000, "nano", true))) {
      await(() -> camera.status().derained() > 20);
    }
    int t = networks.windows.get(10).get(2);
    assertEquals(List.of(t - 2, t - 1, t, t + 1, t + 2), networks.windows.get(10));
    inOrder(true);
  }

  @Test
  void theAgeOfFramesIsBoundedWhenTheNetworkHangs() {
    networks.hangsAt = 30;
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.PASS, 400, "nano", true))) {
      await(() -> fake.written.size() > 120);
      balanced(camera.status());
      assertTrue(networks.hangs(), "all of them were written while it hung");
      networks.goOn();
    }
    inOrder(true);
    assertFalse(fake.written.get(30).derained());
  }

  @Test
  void aFailedNetworkPassesFrames() {
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.DROP, 5000, "nano", true))) {
      await(() -> camera.status().derained() > 5);
      networks.failure = "no mood for rtsp://u:secret@cam";
      await(() -> camera.status().passed().get(PassReason.FAILED) > 10);
      networks.failure = null;
      long before = camera.status().derained();
      await(() -> camera.status().derained() > before + 5);
      balanced(camera.status());
      assertEquals(0, camera.status().dropped().get(DropReason.LATE));
    }
    inOrder(true);
    assertEquals(List.of("a frame was passed on as it came: no mood for rtsp://u:***@cam"), notes);
  }

  @Test
  void anotherModelIsTakenOverBetweenTwoFrames() {
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.PASS, 5000, "nano", true))) {
      await(() -> camera.status().derained() > 5);
      camera.model("base");
      await(() -> "base".equals(camera.status().tier()));
      CameraStatus s = camera.status();
      await(() -> camera.status().derained() > s.derained() + 5);
      camera.model("bad");
      await(() -> notes.contains("cannot load model bad"));
      long before = camera.status().derained();
      await(() -> camera.status().derained() > before + 5);
      assertEquals("base", camera.status().tier());
      await(() -> networks.open.get() == 1);
    }
    assertEquals(List.of("nano", "base"), networks.loaded);
    inOrder(true);
  }

  @Test
  void aFrozenSourceHoldsNoFrameBack() {
    fake.frozenAt = 10;
    try (LiveCamera camera =
        camera(settings(Latency.BALANCED, OnOverload.PASS, 200, "nano", true))) {
      await(() -> fake.written.size() == 10);
      assertEquals(0, camera.status().ringDepth());
      assertTrue(camera.status().lastFrameAgeS() > 0);
      assertEquals(7, camera.status().silenceS(), "as long as its source bears");
      fake.frozenAt = -1;
      await(() -> fake.written.size() > 20);
    }
    inOrder(true);
  }

  @Test
  void aLostSourceIsOpenedAgainAndNothingIsLost() {
    fake.framesPerConnection = 15;
    fake.loss = "rtsp://user:secret@cam/x: connection closed";
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.PASS, 5000, "nano", true))) {
      await(() -> camera.status().state() == CameraState.WAITING);
      assertEquals("rtsp://user:***@cam/x: connection closed", camera.status().error());
      assertEquals(15, fake.written.size());
      balanced(camera.status());
      await(() -> fake.opened == 3);
      assertEquals(2, camera.status().reconnects());
      assertEquals(0, camera.status().dropped().get(DropReason.LOST));
    }
    inOrder(true);
    assertEquals(List.of("nano"), networks.loaded);
  }

  @Test
  void picturesOfAnotherSizeGetAnotherSession() {
    fake.framesPerConnection = 15;
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.PASS, 5000, "nano", true))) {
      await(() -> camera.status().state() == CameraState.WAITING);
      fake.format = new FrameFormat(96, 64, 8);
      await(() -> fake.opened == 2 && camera.status().derained() > 15);
      assertEquals(96, camera.status().width());
    }
    assertEquals(List.of("nano", "nano"), networks.loaded);
    inOrder(true);
  }

  @Test
  void aSourceThatCannotBeOpenedIsTriedAgain() {
    fake.refusal = "401 for rtsp://user:secret@cam/x";
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.PASS, 5000, "nano", true))) {
      await(() -> camera.status().reconnects() > 1);
      assertEquals("401 for rtsp://user:***@cam/x", camera.status().error());
      fake.refusal = null;
      await(() -> fake.written.size() > 3);
      assertNull(camera.status().error());
    }
    assertEquals(List.of("401 for rtsp://user:***@cam/x"), notes);
  }

  @Test
  void aBrokenEncoderLosesWhatIsOnItsWayAndGoesOn() {
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.PASS, 5000, "nano", true))) {
      await(() -> fake.written.size() > 5);
      fake.sinkFails = true;
      await(() -> camera.status().state() == CameraState.WAITING);
      assertEquals("the encoder broke", camera.status().error());
      assertTrue(camera.status().dropped().get(DropReason.LOST) > 0);
      balanced(camera.status());
      fake.sinkFails = false;
      int before = fake.written.size();
      await(() -> fake.written.size() > before + 5);
      balanced(camera.status());
    }
    inOrder(false);
  }

  @Test
  void anEncoderThatIsTooSlowCannotMakeFramesOldForEver() {
    fake.encodeNanos = 50 * MILLI;
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.PASS, 300, "nano", true))) {
      await(() -> fake.written.size() > 150);
      balanced(camera.status());
      assertTrue(camera.status().dropped().get(DropReason.LATE) > 20);
    }
    inOrder(false);
    for (int i = 100; i < 150; i++) {
      int left = fake.written.get(i).number() - fake.written.get(i - 1).number();
      assertTrue(left < 8, "a gap of " + left + " frames at " + i);
    }
    // Without a bound the last would wait behind more frames than this.
    int oldest = fake.written.stream().mapToInt(FakeCamera.Written::behind).max().orElse(0);
    assertTrue(oldest < 100, oldest + " newer frames");
  }

  @Test
  void theEndOfAFileIsTheEndOfTheCamera() {
    fake.framesPerConnection = 8;
    fake.finite = true;
    try (LiveCamera camera =
        camera(settings(Latency.BALANCED, OnOverload.PASS, 5000, null, true))) {
      await(() -> camera.status().state() == CameraState.STOPPED);
      assertEquals(8, fake.written.size());
      assertNull(camera.status().error());
      assertEquals(0, camera.status().reconnects());
    }
    inOrder(true);
  }

  @Test
  void whoWatchesSeesTheNewestFrame() {
    try (LiveCamera camera = camera(settings(Latency.LOW, OnOverload.PASS, 5000, "nano", true))) {
      await(() -> camera.status().derained() > 2);
      await(() -> camera.preview().isPresent());
      Preview first = camera.preview().get();
      await(() -> camera.preview().get().number() > first.number());
      assertEquals((byte) 0xff, first.before()[0]);
      assertEquals((byte) 0xd8, first.after()[1]);
    }
  }

  @Test
  void camerasShareASessionFairly() {
    networks.nanos.put("nano", 15 * MILLI);
    List<FakeCamera> fakes = new ArrayList<>();
    List<LiveCamera> cameras = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      fakes.add(new FakeCamera(20));
      CameraSettings s = settings(Latency.LOW, OnOverload.PASS, 1000, "nano", true);
      cameras.add(new LiveCamera(s, engines, fakes.get(i), notes::add, change -> {}));
    }
    cameras.forEach(LiveCamera::start);
    await(() -> cameras.stream().mapToLong(c -> c.status().derained()).sum() > 160);
    List<CameraStatus> all = cameras.stream().map(LiveCamera::status).toList();
    cameras.forEach(LiveCamera::close);
    assertEquals(List.of("nano"), networks.loaded);
    for (CameraStatus s : all) {
      balanced(s);
      assertTrue(s.derained() >= 20, all::toString);
      assertTrue(s.passed().get(PassReason.LATE) > 0, all::toString);
    }
  }
}
