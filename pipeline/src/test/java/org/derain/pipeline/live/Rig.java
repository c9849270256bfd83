package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.camera.Engines;
import org.derain.pipeline.live.camera.FakeNetworks;
import org.derain.pipeline.live.camera.LiveCamera;
import org.derain.pipeline.scale.Scale;

/** Cameras with real sources and outputs, and networks that only copy; all is looked after. */
public final class Rig implements AutoCloseable {
  final FakeNetworks networks = new FakeNetworks();
  public final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final Engines engines = new Engines(networks, NanoClock.SYSTEM);
  private final List<LiveCamera> cameras = new ArrayList<>();

  /** Starts a camera that derains every frame. */
  public LiveCamera camera(String source, Object... outputs) {
    return file(source, false, null, outputs);
  }

  /** The same, with all that tests want to choose. */
  public LiveCamera file(String source, boolean realtime, Duration segment, Object... outputs) {
    CameraSettings settings =
        new CameraSettings(
            "cam" + cameras.size(),
            source,
            java.util.Arrays.stream(outputs).map(Object::toString).toList(),
            Latency.LOW,
            OnOverload.PASS,
            CameraSettings.MAX_AGE,
            "nano",
            true,
            0.5,
            List.of(),
            Scale.FULL,
            segment,
            realtime,
            EncoderSettings.of(Codec.H264, null, "ultrafast", 1),
            Device.CPU,
            1,
            Timeouts.USUAL);
    LiveCamera camera = new LiveCamera(settings, engines, notes::add);
    cameras.add(camera);
    camera.start();
    return camera;
  }

  /** Waits until something holds; returns after how many seconds. */
  public static double await(String what, double seconds, BooleanSupplier reached) {
    long start = System.nanoTime();
    while (!reached.getAsBoolean()) {
      double waited = (System.nanoTime() - start) / 1e9;
      assertTrue(waited < seconds, () -> "waited in vain for " + what);
      LockSupport.parkNanos(5_000_000);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Waits for so many more frames; returns after how many seconds. */
  public double flows(LiveCamera camera, int frames, double seconds) {
    long then = camera.status().out();
    try {
      return await("frames", seconds, () -> camera.status().out() >= then + frames);
    } catch (AssertionError e) {
      throw new AssertionError(camera.status() + " " + notes, e);
    }
  }

  /** Waits for so many more frames of each. */
  void flow(List<LiveCamera> all, int frames, double seconds) {
    List<Long> then = all.stream().map(camera -> camera.status().out()).toList();
    for (int i = 0; i < all.size(); i++) {
      LiveCamera camera = all.get(i);
      long wanted = then.get(i) + frames;
      await("frames of " + camera.status().name(), seconds, () -> camera.status().out() >= wanted);
    }
  }

  /** Every frame is somewhere. */
  static void adds(CameraStatus s) {
    assertEquals(s.in(), s.out() + s.lost() + s.ringDepth(), s.toString());
  }

  static OutputStatus output(LiveCamera camera, int index) {
    return camera.status().outputs().get(index);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("derain-"))
        .toList();
  }

  /** Ends a camera, with nothing in flight. */
  public static CameraStatus end(LiveCamera camera) {
    camera.close();
    CameraStatus last = camera.status();
    adds(last);
    assertEquals(0, last.ringDepth(), last.toString());
    return last;
  }

  /** Ends all cameras; no thread may be left. */
  @Override
  public void close() {
    cameras.forEach(Rig::end);
    engines.close();
    assertEquals(0, networks.open.get());
    await("the end of " + threads(), 5, () -> threads().isEmpty());
    for (String note : notes) {
      assertTrue(!note.contains("secret"), note);
    }
  }

  /** A file's name in a folder that begins so, and ends so. */
  public static List<Path> files(Path folder, String begin, String end) throws java.io.IOException {
    try (var all = java.nio.file.Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().startsWith(begin))
          .filter(file -> file.getFileName().toString().endsWith(end))
          .sorted()
          .toList();
    }
  }
}
