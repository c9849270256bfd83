package org.derain.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.derain.frames.Picture;
import org.derain.frames.Quality;
import org.derain.frames.VideoReader;
import org.derain.zoo.Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs on JavaCV run, with a network that changes nothing. */
class JavacvSamplesTest {
  private static final Path SHIPPED = Path.of("night.rainy.mp4").toAbsolutePath();
  private static final int FRAMES = 60;

  @TempDir Path folder;
  private String same;

  @BeforeEach
  void network() throws Exception {
    same = Files.write(folder.resolve("same.onnx"), Identity.onnx(2, 0)).toString();
  }

  @Test
  void aClipGoesThroughGrabberFilterAndRecorder() throws Exception {
    Path out = folder.resolve("clean.mp4");
    assertEquals(FRAMES, ClipThroughJavacv.clean(SHIPPED.toString(), out.toString(), same));
    assertEquals(FRAMES, alike(out));
  }

  /** The pictures of a file, which are those of the shipped clip but for the encoder's loss. */
  private static int alike(Path file) {
    try (VideoReader expected = VideoReader.open(SHIPPED);
        VideoReader actual = VideoReader.open(file);
        Picture a = new Picture(expected.format());
        Picture b = new Picture(actual.format())) {
      assertEquals(expected.format(), actual.format());
      int frames = 0;
      while (actual.read(b)) {
        assertTrue(expected.read(a), "more than there were");
        assertTrue(Quality.psnr(a, b, 0) > 35, "frame " + frames + ": " + Quality.psnr(a, b, 0));
        frames++;
      }
      return frames;
    }
  }

  /** The grabber listens as a server does, and a recorder publishes the shipped clip to it. */
  @Test
  void aCameraIsRecordedUntilTheTimeIsOver() throws Exception {
    String address = "rtsp://127.0.0.1:" + freePort() + "/cam";
    Path out = folder.resolve("clean.mkv");
    Thread publisher = new Thread(() -> publish(address), "publisher");
    publisher.setDaemon(true);
    publisher.start();
    try (FFmpegFrameGrabber camera = CameraThroughJavacv.camera(address)) {
      camera.setOption("rtsp_flags", "listen");
      camera.setOption("timeout", "60000000");
      int pictures = CameraThroughJavacv.record(camera, out.toString(), 1.6, same);
      // The sender tells of its clock after the first picture, and the time is counted from there.
      assertTrue(pictures > 20 && pictures <= FRAMES, "1.6 s at 25 a second, and " + pictures);
      assertEquals(pictures, alike(out));
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void publish(String address) {
    for (int attempt = 0; attempt < 100; attempt++) {
      try (FFmpegFrameGrabber file = new FFmpegFrameGrabber(SHIPPED.toFile())) {
        file.start();
        FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(address, 640, 360, 0);
        recorder.setFormat("rtsp");
        recorder.setOption("rtsp_transport", "tcp");
        try {
          recorder.start(file.getFormatContext());
        } catch (FFmpegFrameRecorder.Exception nobodyListens) {
          recorder.release();
          Thread.sleep(50);
          continue;
        }
        for (AVPacket packet = file.grabPacket(); packet != null; packet = file.grabPacket()) {
          recorder.recordPacket(packet);
          avcodec.av_packet_unref(packet);
        }
        recorder.close();
        return;
      } catch (Exception gone) {
        return; // the camera is not wanted any more
      }
    }
  }
}
