package org.derain.javacv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.demux.MediaSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrabberSourceTest {
  @TempDir Path folder;

  /** What a source gave: a picture and when it is shown. */
  private record Shown(byte[] picture, long pts, long duration) {}

  private static List<Shown> all(FrameSource source) {
    List<Shown> all = new ArrayList<>();
    FrameTime time = new FrameTime();
    try (Picture picture = new Picture(source.format())) {
      while (source.next(picture, time)) {
        byte[] bytes = new byte[picture.format().bytes()];
        picture.buffer().get(bytes);
        all.add(new Shown(bytes, time.pts, time.duration));
      }
    }
    return all;
  }

  private static MediaSource ours(Path file) {
    return MediaSource.open(file, Cut.ALL, Codec.FFV1, 1, note -> {});
  }

  @ParameterizedTest
  @CsvSource({
    "128, 72, false, mp4",
    "642, 98, false, mkv",
    "128, 72, true, mkv",
    "66, 50, true, mp4"
  })
  void filesComeOutAsByOurOwnReader(int width, int height, boolean deep, String ending)
      throws Exception {
    Path clip = Recorded.clip(folder.resolve("clip." + ending), width, height, deep, 33);
    try (MediaSource own = ours(clip);
        GrabberSource grabbed = new GrabberSource(new FFmpegFrameGrabber(clip.toFile()), n -> {})) {
      assertEquals(deep ? 10 : 8, grabbed.format().bitDepth());
      assertEquals(own.traits(), grabbed.traits());
      same(all(own), all(grabbed));
      assertEquals(0, grabbed.damaged());
    }
  }

  private static void same(List<Shown> expected, List<Shown> actual) {
    assertEquals(33, expected.size());
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).picture(), actual.get(i).picture(), "picture " + i);
      assertEquals(expected.get(i).pts(), actual.get(i).pts(), "time " + i);
      assertEquals(expected.get(i).duration(), actual.get(i).duration(), "duration " + i);
    }
  }

  /** JavaCV listens as an RTSP server does, and its recorder publishes the file's own packets. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rtspGivesThePicturesOfTheFile(boolean deep) throws Exception {
    Path clip = Recorded.silent(folder.resolve("clip.mkv"), 128, 72, deep, 33);
    String url = "rtsp://127.0.0.1:" + freePort() + "/cam";
    Thread camera = new Thread(() -> publish(clip, url), "camera");
    FFmpegFrameGrabber listening = (FFmpegFrameGrabber) GrabberAddress.of("ffmpeg:" + url).make();
    listening.setOption("rtsp_flags", "listen");
    camera.start();
    try (MediaSource own = ours(clip);
        GrabberSource grabbed = new GrabberSource(listening, note -> {})) {
      List<Shown> expected = all(own);
      List<Shown> actual = all(grabbed);
      assertEquals(expected.size(), actual.size());
      double tick = own.traits().timeBase().value();
      double rtpTick = grabbed.traits().timeBase().value();
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i).picture(), actual.get(i).picture(), "picture " + i);
        // The sender tells of its clock with the first picture, and times agree from there on.
        if (i > 2) {
          double since = (actual.get(i).pts() - actual.get(2).pts()) * rtpTick;
          assertEquals((expected.get(i).pts() - expected.get(2).pts()) * tick, since, 1e-9);
        }
      }
    }
    camera.join();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Tries until somebody listens. */
  private static void publish(Path clip, String url) {
    for (int attempt = 0; attempt < 100; attempt++) {
      try (FFmpegFrameGrabber file = new FFmpegFrameGrabber(clip.toFile())) {
        file.start();
        FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(url, 128, 72, 0);
        recorder.setFormat("rtsp");
        recorder.setOption("rtsp_transport", "tcp");
        try {
          recorder.start(file.getFormatContext());
        } catch (FFmpegFrameRecorder.Exception nobody) {
          recorder.release();
          Thread.sleep(50);
          continue;
        }
        for (AVPacket packet = file.grabPacket(); packet != null; packet = file.grabPacket()) {
          if (packet.stream_index() == file.getVideoStream()) {
            recorder.recordPacket(packet);
          }
          avcodec.av_packet_unref(packet);
        }
        recorder.close();
        return;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void otherGrabbersGiveColoursAndMicroseconds() throws Exception {
    FakeGrabber fake = new FakeGrabber(5).timed();
    try (GrabberSource source = new GrabberSource(fake, note -> {})) {
      List<Shown> all = all(source);
      assertEquals(5, all.size());
      for (int i = 0; i < 5; i++) {
        assertEquals(7_000_000 + 40_000L * i, all.get(i).pts());
        // Grey 100 by BT.601, limited range: 16 + 219 * 100 / 255.
        assertEquals(16 + 219.0 * (100 + i) / 255, all.get(i).picture()[70] & 255, 0.6);
        assertEquals(128, all.get(i).picture()[64 * 48 + 5] & 255);
      }
    }
    assertTrue(fake.closed);
  }

  @Test
  void withoutTimesFramesFollowTheFrameRate() {
    FakeGrabber fake = new FakeGrabber(4);
    fake.setFrameRate(50);
    try (GrabberSource source = new GrabberSource(fake, note -> {})) {
      assertEquals(
          List.of(0L, 20_000L, 40_000L, 60_000L), all(source).stream().map(Shown::pts).toList());
    }
  }

  /** OpenCV has a reader of Motion JPEG of its own, which is all that is needed here. */
  @Test
  void openCvGivesTheFramesOfAClip() throws Exception {
    Path clip = folder.resolve("clip.avi");
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(clip.toString(), 64, 48, 0)) {
      recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
      recorder.setFrameRate(25);
      recorder.start();
      for (int i = 0; i < 9; i++) {
        recorder.record(Recorded.picture(64, 48, false, i), 0);
      }
    }
    try (GrabberSource source = GrabberSource.open("javacv:opencv:" + clip, note -> {})) {
      assertEquals(64, source.format().width());
      int frames = all(source).size();
      assertTrue(frames >= 6, frames + " frames: OpenCV's grabber reads two to get ready");
    }
  }

  @Test
  void damageThatJavaCvIgnoresIsSeen() throws Exception {
    Path clip = Recorded.clip(folder.resolve("clip.mkv"), 320, 240, false, 33);
    byte[] bytes = Files.readAllBytes(clip);
    for (int i = bytes.length / 3; i < bytes.length * 2 / 3; i += 97) {
      bytes[i] ^= 0x5a;
    }
    Files.write(clip, bytes);
    List<String> notes = new ArrayList<>();
    try (GrabberSource source =
        new GrabberSource(new FFmpegFrameGrabber(clip.toFile()), notes::add)) {
      assertFalse(all(source).isEmpty());
      assertTrue(source.damaged() > 0);
      assertEquals(
          List.of(source.damaged() + " damaged pictures; they come out as far as they are decoded"),
          notes);
    }
  }

  @Test
  void whatCannotBeOpenedIsSaidInOneLine() {
    Path missing = folder.resolve("missing.mp4");
    MediaException refused =
        assertThrows(
            MediaException.class, () -> GrabberSource.open("javacv:ffmpeg:" + missing, note -> {}));
    assertEquals("No such file or directory", refused.getMessage());
    FakeGrabber fake = new FakeGrabber(0);
    assertThrows(MediaException.class, () -> new GrabberSource(fake, note -> {}));
    assertTrue(fake.closed);
  }
}
