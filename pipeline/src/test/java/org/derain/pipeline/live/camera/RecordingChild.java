package org.derain.pipeline.live.camera;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.scale.Scale;

/** A process that records a clip at its own speed until it is killed; says how far it is. */
public final class RecordingChild {
  private RecordingChild() {}

  /** The clip, and the files to record to. */
  public static void main(String[] arguments) throws Exception {
    Engines engines = new Engines(new FakeNetworks(), NanoClock.SYSTEM);
    java.util.List<String> outputs =
        java.util.Arrays.stream(arguments).skip(1).map(Path::of).map(Path::toString).toList();
    CameraSettings plain = CameraSettings.of("cam", arguments[0], outputs);
    CameraSettings settings =
        new CameraSettings(
            plain.name(),
            plain.source(),
            plain.outputs(),
            plain.latency(),
            plain.onOverload(),
            plain.maxAge(),
            "nano",
            true,
            0.5,
            List.of(),
            Scale.FULL,
            null,
            true,
            plain.encoder(),
            org.derain.pipeline.inference.Device.CPU,
            1,
            Timeouts.USUAL);
    LiveCamera camera = new LiveCamera(settings, engines, System.err::println);
    camera.start();
    AtomicLong said = new AtomicLong();
    while (true) {
      long out = camera.status().out();
      if (out != said.getAndSet(out)) {
        System.out.println(out);
      }
      Thread.sleep(5);
    }
  }
}
