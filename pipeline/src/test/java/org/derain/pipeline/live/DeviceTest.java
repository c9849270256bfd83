package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Cameras at this machine, as far as that goes without one. */
@EnabledOnOs(OS.LINUX)
class DeviceTest {
  @TempDir Path folder;

  /** Unpacked pictures through a pipe take the way of those that a device gives. */
  @Test
  void unpackedPicturesFlowAtTheirSpeed() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    String pattern = "-re -f lavfi -i testsrc2=s=160x96:r=50 -f rawvideo -pix_fmt yuyv422";
    Thread device = new Thread(() -> give(pattern, pipe), "device");
    device.setDaemon(true);
    device.start();
    SourceAddress address =
        new SourceAddress(
            SourceAddress.Kind.DEVICE,
            "file:" + pipe,
            "rawvideo",
            Map.of("video_size", "160x96", "pixel_format", "yuyv422", "framerate", "50"));
    Path out = folder.resolve("out.mkv");
    CameraSettings settings = CameraSettings.of("cam", "/dev/video0", List.of(out.toString()));
    CameraSource source =
        new CameraSource(
            settings, address, new SourceClock(), Patience.USUAL, note -> {}, () -> false);
    assertEquals(new FrameFormat(160, 96, 8), source.format());
    long frames;
    try (LiveSink sink = new CameraOutputs(settings, Patience.USUAL, note -> {});
        CameraRun run = new CameraRun(source, sink)) {
      run.await(60, 20);
      run.close();
      frames = run.frames.get();
    }
    device.join();
    assertEquals(frames, Clips.decodable(out));
    List<Double> times = Clips.times(out, "v:0");
    for (int i = 1; i < times.size(); i++) {
      assertEquals(0.02, times.get(i) - times.get(i - 1), 0.002, "at " + i);
    }
  }

  private static void give(String pattern, Path pipe) {
    try {
      Clips.make(pipe, pattern);
    } catch (java.io.IOException | org.derain.clips.ClipException e) {
      return; // nobody reads any more
    }
  }

  @Test
  void aDeviceThatIsNotThereIsToldSo() {
    CameraSettings settings = CameraSettings.of("cam", "/dev/video97", List.of());
    MediaException refused =
        assertThrows(
            MediaException.class, () -> new FfmpegCamera().open(settings, note -> {}, () -> false));
    assertTrue(refused.getMessage().contains("o such file"), refused.getMessage());
  }
}
