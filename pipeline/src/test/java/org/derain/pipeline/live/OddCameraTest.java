package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.live.camera.FfmpegCamera;
import org.derain.pipeline.scale.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that do what others do not; no server is needed. */
@Timeout(120)
class OddCameraTest {
  private static final String X264 = "-c:v libx264 -preset ultrafast -g 25 -bf 0 -pix_fmt yuv420p ";

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private LiveSource open(CameraSettings settings) {
    return new FfmpegCamera().open(settings, notes::add, () -> false);
  }

  /** Frames up to where the pictures change or end. */
  private static int frames(LiveSource source) {
    FrameTime time = new FrameTime();
    int frames = 0;
    try (Picture picture = new Picture(source.format())) {
      while (source.next(picture, time)) {
        frames++;
      }
    }
    return frames;
  }

  @Test
  void soundOfATransportStreamIsRecordedEverywhere() throws Exception {
    Path clip =
        Clips.make(
            folder.resolve("part.ts"),
            "-f lavfi -i testsrc2=s=160x96:r=25 -f lavfi -i sine=r=48000 -t 3 "
                + X264
                + "-c:a aac");
    int packets = Clips.times(clip, "a:0").size();
    Path mp4 = folder.resolve("out.mp4");
    Path mov = folder.resolve("out.mov");
    Path mkv = folder.resolve("out.mkv");
    Path web = folder.resolve("web 100%/50%% cam.m3u8");
    CameraSettings plain =
        CameraSettings.of(
            "cam",
            clip.toString(),
            List.of(mp4.toString(), mov.toString(), mkv.toString(), web.toString()));
    CameraSettings hevc =
        new CameraSettings(
            plain.name(),
            plain.source(),
            plain.outputs(),
            plain.latency(),
            plain.onOverload(),
            plain.maxAge(),
            null,
            false,
            0.5,
            List.of(),
            Scale.FULL,
            null,
            false,
            EncoderSettings.of(Codec.HEVC, null, "ultrafast", 1),
            plain.device(),
            0,
            Timeouts.USUAL);
    try (LiveSink sink = new FfmpegCamera().outputs(hevc, notes::add);
        CameraRun run = new CameraRun(open(hevc), sink)) {
      run.finish();
    }
    assertEquals(List.of(), notes);
    for (Path file : List.of(mp4, mov, mkv, web)) {
      assertEquals(75, Clips.decodable(file), file.toString());
      int heard = Clips.times(file, "a:0").size();
      // What is later than the last picture stays behind.
      assertTrue(heard > packets - 8 && heard <= packets, file + ": " + heard + " of " + packets);
    }
    assertEquals(1, Rig.files(folder, "out", ".mp4").size());
  }

  @Test
  void picturesOfAnotherSizeGoOnFromTheirFirstKeyFrame() throws Exception {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (String size : List.of("320x180", "180x320", "640x360")) {
      Path part =
          Clips.make(
              folder.resolve(size + ".ts"),
              "-f lavfi -i testsrc2=s=" + size + ":r=25 -t 1 " + X264.replace("-g 25", "-g 250"));
      joined.write(Files.readAllBytes(part));
    }
    Path clip = folder.resolve("shapes.ts");
    Files.write(clip, joined.toByteArray());
    try (LiveSource source = open(CameraSettings.of("cam", clip.toString(), List.of()))) {
      List<FrameFormat> formats = new ArrayList<>();
      List<Integer> counts = new ArrayList<>();
      do {
        formats.add(source.format());
        counts.add(frames(source));
      } while (source.changed());
      assertEquals(
          List.of(
              new FrameFormat(320, 180, 8),
              new FrameFormat(180, 320, 8),
              new FrameFormat(640, 360, 8)),
          formats);
      assertEquals(List.of(25, 25, 25), counts);
      assertEquals(0, source.damaged());
      assertTrue(notes.get(0).contains("from 320x180 to 180x320"), notes.toString());
    }
  }

  /** Answers one HTTP request after the other with the same, and goes on with a picture. */
  private static final class Web implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final Thread thread = new Thread(this::serve);

    private final String head;
    private final byte[] part;
    private final int times;

    private Web(String head, byte[] part, int times) throws IOException {
      this.head = head;
      this.part = part;
      this.times = times;
      thread.start();
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          client.getInputStream().read(new byte[4096]);
          OutputStream out = client.getOutputStream();
          out.write(("HTTP/1.0 200 OK\r\n" + head + "\r\n").getBytes(StandardCharsets.US_ASCII));
          for (int i = 0; i < times; i++) {
            out.write(part);
            out.flush();
            Thread.sleep(20);
          }
        } catch (IOException | InterruptedException e) {
          continue; // the client went
        }
      }
    }

    private String url() {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/video";
    }

    @Override
    public void close() throws Exception {
      socket.close();
      thread.join();
    }
  }

  private byte[] jpeg() throws Exception {
    return Files.readAllBytes(
        Clips.make(
            folder.resolve("one.jpg"), "-f lavfi -i testsrc2=s=320x180:r=25 -frames:v 1 -q:v 5"));
  }

  @Test
  void picturesWithoutABoundaryAheadOfTheFirst() throws Exception {
    byte[] jpeg = jpeg();
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    String head = "Content-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
    part.write(head.getBytes(StandardCharsets.US_ASCII));
    part.write(jpeg);
    part.write("\r\n--frame\r\n".getBytes(StandardCharsets.US_ASCII));
    String type = "Content-Type: multipart/x-mixed-replace; boundary=frame\r\n";
    try (Web web = new Web(type, part.toByteArray(), 100);
        LiveSource source = open(CameraSettings.of("cam", web.url(), List.of()));
        Picture picture = new Picture(source.format())) {
      assertEquals(new FrameFormat(320, 180, 8), source.format());
      FrameTime time = new FrameTime();
      for (int i = 0; i < 20; i++) {
        assertTrue(source.next(picture, time), "picture " + i);
      }
      assertEquals(0, source.damaged());
    }
  }

  @Test
  void aPageIsNoCamera() throws Exception {
    byte[] page = "<html><body>Please log in</body></html>".getBytes(StandardCharsets.US_ASCII);
    try (Web web = new Web("Content-Type: text/html\r\nContent-Length: 39\r\n", page, 1)) {
      MediaException refused =
          assertThrows(
              MediaException.class, () -> open(CameraSettings.of("cam", web.url(), List.of())));
      assertTrue(refused.getMessage().contains("check the path"), refused.getMessage());
    }
  }

  @Test
  void anAddressThatCannotWorkIsToldHow() {
    String raw =
        CameraSettings.of("cam", "rtsp://me:se#cret@cam/1", List.of("a.mkv"))
            .problem()
            .orElseThrow();
    assertEquals("rtsp://me:***@cam/1: write %23 for the # in its password", raw);
    String output =
        CameraSettings.of("cam", "x", List.of("rtsp://me:se/cret@cam/1")).problem().orElseThrow();
    assertEquals("rtsp://me:***@cam/1: write %2F for the / in its password", output);
    for (String fine :
        List.of(
            "rtsp://cam:554/a@b",
            "rtsp://[fe80::1]/a@b",
            "rtsp://[fe80::1]:554/a@b",
            "rtsp://me:s%23c@cam/1#x",
            "srt://host:9000?streamid=#!::u=a@b",
            "http://cam/v?user=a:b@c",
            "udp://@239.0.0.1:1234",
            "/dev/video0",
            "a:b@c/d.mp4")) {
      CameraSettings settings = CameraSettings.of("cam", fine, List.of("a.mkv"));
      assertEquals(Optional.empty(), settings.problem(), fine);
    }
    String unknown =
        CameraSettings.of("cam", "rstp://cam/1", List.of("a.mkv")).problem().orElseThrow();
    assertNotNull(unknown);
    assertTrue(unknown.startsWith("rstp://cam/1: addresses that begin so"), unknown);
  }

  @Test
  void aPlaylistWhosePiecesCannotBeNamedIsRefused() {
    for (String folder : List.of("a%d", "a%05d", "100%v")) {
      String wrong =
          CameraSettings.of("cam", "x", List.of("hls:/web/" + folder)).problem().orElseThrow();
      assertTrue(wrong.contains("rename that folder"), wrong);
    }
    assertEquals(
        Optional.empty(), CameraSettings.of("cam", "x", List.of("hls:/web/100%")).problem());
  }

  @Test
  void whatIsAFileIsDecidedInOnePlace() {
    assertEquals(Path.of("clip.mp4"), file("clip.mp4"));
    assertEquals(Path.of("missing.mp4"), file("file:missing.mp4"));
    assertEquals(Path.of("a:b.mp4"), file("a:b.mp4"));
    assertEquals(null, file("rtsp://cam/1"));
    assertEquals(null, file("/dev/video0"));
  }

  @Test
  void aListUnderTheNameOfAVideoIsNotFollowed() throws Exception {
    Clips.pattern(folder.resolve("other.ts"), "160x96", 1);
    String words = "ffconcat version 1.0\nfile other.ts\n";
    Path hidden = Files.writeString(folder.resolve("list.mp4"), words);
    MediaException refused =
        assertThrows(
            MediaException.class, () -> open(CameraSettings.of("cam", "" + hidden, List.of())));
    assertTrue(refused.getMessage().contains("a list (concat) of other"), refused.getMessage());
    Path named = Files.writeString(folder.resolve("list.ffconcat"), words);
    try (LiveSource source = open(CameraSettings.of("cam", "file:" + named, List.of()))) {
      assertEquals(25, frames(source));
    }
  }

  @Test
  void aPatternInANameIsPartOfTheName() throws Exception {
    Path clip = Clips.pattern(folder.resolve("100%02d.mp4"), "160x96", 1);
    try (LiveSource source = open(CameraSettings.of("cam", clip.toString(), List.of()))) {
      assertEquals(25, frames(source));
    }
  }

  private static Path file(String source) {
    return CameraSettings.of("cam", source, List.of()).sourceFile();
  }

  @Test
  void aDanglingLinkIsNotWrittenThrough() throws Exception {
    Path link = folder.resolve("out.mkv");
    Path elsewhere = folder.resolve("elsewhere.bin");
    Files.createSymbolicLink(link, elsewhere);
    Path clip = Clips.pattern(folder.resolve("cam.mkv"), "160x96", 1);
    CameraSettings settings = CameraSettings.of("cam", clip.toString(), List.of(link.toString()));
    try (LiveSink sink = new FfmpegCamera().outputs(settings, notes::add);
        CameraRun run = new CameraRun(open(settings), sink)) {
      run.finish();
    }
    assertFalse(Files.exists(elsewhere));
    List<Path> files = Rig.files(folder, "out-", ".mkv");
    assertEquals(1, files.size(), files.toString());
    assertEquals(25, Clips.decodable(files.get(0)));
  }
}
