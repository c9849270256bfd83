package org.derain.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacv.FrameGrabber;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.LiveSource;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.live.input.SourceClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("real-time")
class JavacvCameraTest {
  private static final boolean WINDOWS = Loader.getPlatform().startsWith("windows");
  private static final Timeouts NO_ANSWER = timeouts(300, 60_000, 60_000);
  private static final Timeouts SILENCE = timeouts(60_000, 60_000, 400);
  private static final Timeouts LONG = timeouts(60_000, 60_000, 60_000);

  @TempDir Path folder;

  private static Timeouts timeouts(long connect, long picture, long silence) {
    return new Timeouts(
        Duration.ofMillis(connect), Duration.ofMillis(picture), Duration.ofMillis(silence));
  }

  private static GrabberCamera camera(FakeGrabber grabber, boolean finite, Timeouts timeouts) {
    Grabbing grabbing = new Grabbing(() -> grabber, Codec.H264, !finite, false);
    Thread thread = new Thread(grabbing, "grab");
    thread.setDaemon(true);
    thread.start();
    return new GrabberCamera(
        grabbing, true, finite, new SourceClock(), timeouts, note -> {}, () -> false);
  }

  private static List<Long> times(LiveSource source) {
    List<Long> times = new ArrayList<>();
    FrameTime time = new FrameTime();
    try (Picture picture = new Picture(source.format())) {
      while (source.next(picture, time)) {
        times.add(time.pts);
        assertTrue(time.captured <= System.nanoTime());
      }
    }
    return times;
  }

  @Test
  void aClipComesOutWholeWithItsTimes() {
    try (GrabberCamera camera = camera(new FakeGrabber(30).timed(), true, LONG)) {
      List<Long> times = times(camera);
      assertEquals(30, times.size());
      for (int i = 1; i < 30; i++) {
        assertEquals(40_000, times.get(i) - times.get(i - 1));
      }
      assertTrue(camera.finite());
    }
  }

  @Test
  void withoutTimesThoseOfReceptionCount() {
    try (GrabberCamera camera = camera(new FakeGrabber(12).pause(20), true, LONG)) {
      List<Long> times = times(camera);
      assertEquals(12, times.size());
      assertTrue(times.get(11) - times.get(0) >= 11 * 20_000, times.toString());
    }
  }

  @Test
  void aGrabberThatHangsAtTheStartIsNotWaitedFor() throws Exception {
    FakeGrabber grabber = new FakeGrabber(5).hangsAtStart();
    MediaException refused =
        assertThrows(MediaException.class, () -> camera(grabber, false, NO_ANSWER));
    assertEquals("no answer", refused.getMessage());
    assertFalse(grabber.closed);
    grabber.back.countDown();
    awaitClosed(grabber);
  }

  private static void awaitClosed(FakeGrabber grabber) throws InterruptedException {
    long until = System.nanoTime() + 20_000_000_000L;
    while (!grabber.closed && System.nanoTime() < until) {
      Thread.sleep(5);
    }
    assertTrue(grabber.closed, "it is closed when it comes back");
  }

  @Test
  void silenceIsALostCamera() throws Exception {
    FakeGrabber grabber = new FakeGrabber(5).hangsAtEnd();
    try (GrabberCamera camera = camera(grabber, false, SILENCE)) {
      MediaException lost = assertThrows(MediaException.class, () -> times(camera));
      assertEquals("no picture for 0.4 s", lost.getMessage());
    }
    grabber.back.countDown();
    awaitClosed(grabber);
  }

  @Test
  void theEndOfALiveCameraIsALoss() {
    try (GrabberCamera camera = camera(new FakeGrabber(3), false, LONG)) {
      MediaException lost = assertThrows(MediaException.class, () -> times(camera));
      assertEquals("the other side closed the stream", lost.getMessage());
    }
    try (GrabberCamera camera = camera(new FakeGrabber(3).fails("USB\n gone"), false, LONG)) {
      MediaException lost = assertThrows(MediaException.class, () -> times(camera));
      assertEquals("USB gone", lost.getMessage());
    }
  }

  @Test
  void anotherSizeIsToldAfterTwoPictures() {
    try (GrabberCamera camera = camera(new FakeGrabber(20).growsAt(6), true, LONG)) {
      MediaException change = assertThrows(MediaException.class, () -> times(camera));
      assertEquals("its pictures change from 64x48 to 80x48", change.getMessage());
    }
  }

  @Test
  void stoppedItEndsThoughNothingComes() throws Exception {
    FakeGrabber grabber = new FakeGrabber(2).hangsAtEnd();
    try (GrabberCamera camera = camera(grabber, false, LONG)) {
      FrameTime time = new FrameTime();
      try (Picture picture = new Picture(camera.format())) {
        assertTrue(camera.next(picture, time));
        camera.stop();
        assertFalse(camera.next(picture, time));
      }
    }
    grabber.back.countDown();
    awaitClosed(grabber);
  }

  @Test
  void aFileThroughFfmpegsGrabberIsACamera() throws Exception {
    Path clip = Recorded.clip(folder.resolve("clip.mkv"), 128, 72, false, 25);
    CameraSettings settings = CameraSettings.of("cam", "javacv:ffmpeg:" + clip, List.of());
    try (LiveSource source = new JavacvCamera().open(settings, note -> {}, () -> false)) {
      assertTrue(source.finite());
      List<Long> times = times(source);
      assertEquals(25, times.size());
      assertEquals(40_000, times.get(24) - times.get(23));
    }
  }

  @Test
  void aListUnderTheNameOfAVideoIsNotFollowed() throws Exception {
    Recorded.clip(folder.resolve("other.mkv"), 128, 72, false, 5);
    String words = "ffconcat version 1.0\nfile other.mkv\n";
    Path list = Files.writeString(folder.resolve("list.mp4"), words);
    GrabberAddress address = GrabberAddress.of("javacv:ffmpeg:" + list);
    MediaException refused = assertThrows(MediaException.class, address::make);
    assertTrue(refused.getMessage().contains("a list (concat) of other"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "javacv:opencv:0 | OpenCV | 0",
        "JAVACV:OpenCV:1 | OpenCV | 1",
        "javacv:realsense2 | RealSense2 | 0",
        "javacv:ffmpeg:rtsp://u:p@cam:554/x | FFmpeg | rtsp://u:p@cam:554/x",
        "javacv:ipcamera:http://cam/v?x=1 | IPCamera | http://cam/v?x=1",
        "javacv:opencv:2?width=1280&height=720&fps=30&format=MJPG | OpenCV | 2",
        "/dev/video3?fps=5 | OpenCV | /dev/video3",
        "/dev/video0 | OpenCV | /dev/video0"
      })
  void addressesNameAGrabberAndADevice(String source, String grabber, String device) {
    assertTrue(GrabberAddress.is(source));
    GrabberAddress address = GrabberAddress.of(source);
    assertEquals(grabber, address.grabber());
    assertEquals(device, address.device());
  }

  @Test
  void everythingElseIsReadByThePipeline() {
    for (String source : List.of("rtsp://cam/x", "clip.mp4", "C:\\clips\\a.mp4", "http://cam/v")) {
      assertFalse(GrabberAddress.is(source), source);
      assertNull(JavacvCamera.problem(source).orElse(null));
    }
  }

  @Test
  void networkCamerasOfFfmpegHaveTheTimeLimitsOfOurReader() throws Exception {
    FrameGrabber rtsp = GrabberAddress.of("javacv:ffmpeg:rtsp://cam/x?rtsp_transport=udp").make();
    assertEquals("7000000", rtsp.getOption("timeout"));
    assertEquals("udp", rtsp.getOption("rtsp_transport"));
    assertEquals("rtsp", rtsp.getFormat());
    FrameGrabber http = GrabberAddress.of("javacv:ffmpeg:http://cam/v.mjpg").make();
    assertEquals("7000000", http.getOption("rw_timeout"));
    assertEquals("slice", http.getVideoOption("thread_type"));
    assertFalse(GrabberAddress.of("javacv:ffmpeg:http://cam/v.mjpg").finite());
    assertTrue(GrabberAddress.of("javacv:ffmpeg:clip.mp4").finite());
    assertFalse(GrabberAddress.of("javacv:ffmpeg:dshow:video=Webcam").finite());
  }

  @Test
  void aLibraryThatIsMissingIsNamedWithTheProperty() {
    assertEquals(
        "javacv:realsense2 needs the library of its maker: build with"
            + " DERAIN_MAVEN_ARGS=-Djavacv.camera=realsense2 (Maven:"
            + " org.bytedeco:librealsense2:2.53.1-1.5.9, with and without the platform's"
            + " classifier)",
        JavacvCamera.problem("javacv:realsense2:0").orElse(null));
    for (String name : FrameGrabber.list) {
      String complaint = JavacvCamera.problem("javacv:" + name + ":0").orElse(null);
      boolean there = List.of("OpenCV", "IPCamera").contains(name);
      if (there) {
        assertNull(complaint, name);
      } else if (name.equals("FlyCapture")) {
        assertEquals(
            "javacv:flycapture: JavaCV names this grabber and does not have it any more",
            complaint);
      } else if (List.of("PS3Eye", "VideoInput").contains(name) && !WINDOWS) {
        assertTrue(complaint.endsWith(" works on Windows alone"), complaint);
      } else if (!List.of("FFmpeg", "PS3Eye").contains(name)) {
        assertTrue(
            complaint.startsWith("javacv:" + name.toLowerCase(Locale.ROOT) + " needs "), complaint);
        assertFalse(complaint.contains("\n"));
      }
    }
  }

  @Test
  void aGrabberThatNobodyKnowsIsToldWithThoseThereAre() {
    assertEquals(
        "javacv:rtsp: JavaCV has no grabber of this name; write javacv:NAME:DEVICE with one of"
            + " dc1394, flycapture, flycapture2, openkinect, openkinect2, realsense, realsense2,"
            + " ps3eye, videoinput, opencv, ffmpeg, ipcamera",
        JavacvCamera.problem("javacv:rtsp://user:secret@cam/x").orElse(null));
    assertEquals(
        "'size=1' is not understood; a device takes ?width=1280&height=720&fps=30&format=MJPG",
        JavacvCamera.problem("/dev/video0?size=1").orElse(null));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDeviceThatIsNotThereIsToldSo() {
    CameraSettings settings = CameraSettings.of("cam", "/dev/video97", List.of());
    MediaException refused =
        assertThrows(
            MediaException.class, () -> new JavacvCamera().open(settings, note -> {}, () -> false));
    assertEquals("/dev/video97: no such device", refused.getMessage());
  }
}
