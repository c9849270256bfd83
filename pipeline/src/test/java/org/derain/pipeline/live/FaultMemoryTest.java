package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;
import org.derain.pipeline.Memory;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.live.camera.FakeCamera;
import org.derain.pipeline.live.camera.FfmpegCamera;
import org.derain.pipeline.live.camera.LiveCamera;
import org.derain.pipeline.live.output.OutputMuxer;
import org.derain.pipeline.live.packet.Deadline;
import org.derain.pipeline.live.packet.Streams;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cameras that come and go, and connections that fail, leave no native memory behind. */
@Tag("real-time")
@Tag("server")
@Tag("native-memory")
@Timeout(120)
class FaultMemoryTest extends FaultScene {
  private static final Rational RATE = new Rational(25, 1);

  /** Java's heap and malloc come and go by 100 MB; what is lost is never seen to come back. */
  @Test
  void nativeMemoryStaysWhereItIs() throws Exception {
    long early = Long.MAX_VALUE;
    long late = Long.MAX_VALUE;
    for (int i = 0; i < 32; i++) {
      LiveCamera camera =
          rig.camera(cam(), folder.resolve("out" + i + ".mkv"), "hls:" + folder.resolve("web"));
      rig.flows(camera, 10, 20);
      Rig.end(camera);
      if (i >= 8 && i < 20) {
        early = Math.min(early, residentMb());
      } else if (i >= 20) {
        late = Math.min(late, residentMb());
      }
    }
    long grown = late - early;
    assertTrue(grown < 30, "12 cameras left " + grown + " MB");
  }

  @Test
  void nativeMemoryOfConnectionsThatFailIsFree() throws Exception {
    String refused = "rtsp://me:secret@127.0.0.1:" + RtspServer.freePort() + "/x";
    CameraSettings settings = CameraSettings.of("cam", refused, List.of());
    OutputAddress output = OutputAddress.of(refused);
    Streams streams = new Streams(VideoTraits.plain(FakeCamera.FORMAT, RATE, RATE), null);
    streams.video().codec_type(0).codec_id(AV_CODEC_ID_H264).width(64).height(48);
    long before = 0;
    for (int i = 0; i < 3000; i++) {
      if (i == 1000) {
        before = residentMb();
      }
      assertThrows(
          MediaException.class,
          () -> new FfmpegCamera().open(settings, rig.notes::add, () -> false));
      try (Deadline deadline = new Deadline(() -> false)) {
        assertThrows(
            MediaException.class,
            () -> new OutputMuxer(output, refused, streams, 0, false, Timeouts.USUAL, deadline));
      }
    }
    streams.close();
    long grown = residentMb() - before;
    assertTrue(grown < 8, "2000 failures left " + grown + " MB");
  }

  private static long residentMb() throws Exception {
    System.gc();
    return Memory.figure(Path.of("/proc/self/status"), "VmRSS:") >> 20;
  }
}
