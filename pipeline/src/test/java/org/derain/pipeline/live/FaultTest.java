package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cameras, networks and disks do to us; after each, the stream goes on and all adds up. */
@Tag("real-time")
@Tag("server")
@Timeout(120)
class FaultTest {
  private static final Rational RATE = new Rational(25, 1);

  @TempDir Path folder;
  private RtspServer server;
  private Rig rig;

  @BeforeEach
  void start() throws Exception {
    server = new RtspServer(folder, "cam=cam.mkv").protect("me", "secret");
    Clips.pattern(folder.resolve("cam.mkv"), "160x96", 100);
    server.start();
    rig = new Rig();
  }

  @AfterEach
  void end() throws Exception {
    if (rig != null) {
      rig.close();
      server.close();
    }
  }

  private String cam() {
    return server.url("me", "secret", "cam");
  }

  @Test
  void aServerThatIsKilledIsFoundAgainAtTheNextTry() throws Exception {
    Path out = folder.resolve("out.mkv");
    LiveCamera camera = rig.camera(cam(), out);
    rig.flows(camera, 25, 30);
    long lost = System.nanoTime();
    server.kill();
    Rig.await("the loss", 15, () -> camera.status().state() != CameraState.RUNNING);
    Rig.await("some tries", 30, () -> camera.status().reconnects() >= 3);
    assertTrue(camera.status().error().contains("refused"), camera.status().error());
    assertTrue(Rig.output(camera, 0).connected());
    server.start();
    long tries = camera.status().reconnects();
    rig.flows(camera, 1, 30);
    double away = (System.nanoTime() - lost) / 1e9;
    // One that was on its way while the server started, and the next.
    assertTrue(camera.status().reconnects() <= tries + 2, camera.status().toString());
    rig.flows(camera, 50, 30);
    CameraStatus last = Rig.end(camera);
    assertTrue(last.reconnects() >= 1);
    // One file, its clock as the wall's, with the gap in it.
    List<Double> times = Clips.times(out, "v:0");
    double gap = 0;
    for (int i = 1; i < times.size(); i++) {
      gap = Math.max(gap, times.get(i) - times.get(i - 1));
    }
    assertEquals(away, gap, 0.4 * away, "the gap is as long as it was away");
    assertEquals(last.out(), Clips.decodable(out));
  }

  @Test
  void aFrozenServerIsLeftAndFoundAgain() throws Exception {
    LiveCamera camera = rig.camera(cam(), folder.resolve("out.mkv"));
    rig.flows(camera, 25, 30);
    server.freeze();
    Rig.await("the loss", 8, () -> camera.status().error() != null);
    assertTrue(camera.status().error().contains("no picture for 5"), camera.status().error());
    Rig.adds(camera.status());
    server.thaw();
    rig.flows(camera, 25, 15);
    server.freeze();
    Rig.end(camera);
  }

  @Test
  void aBlackHoleDoesNotHoldUs() throws Exception {
    try (ServerSocket hole = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      LiveCamera camera =
          rig.camera("rtsp://127.0.0.1:" + hole.getLocalPort() + "/cam", folder.resolve("a.mkv"));
      LiveCamera other = rig.camera(cam(), folder.resolve("b.mkv"));
      rig.flows(other, 50, 30);
      Rig.await("the reason", 8, () -> camera.status().error() != null);
      assertEquals("no answer", camera.status().error());
      rig.flows(other, 25, 5);
      Rig.await("the next try", 8, () -> camera.status().state() == CameraState.CONNECTING);
    }
  }

  @Test
  void aPasswordThatIsCorrectedLater() throws Exception {
    server.close();
    server.protect("me", "other").start();
    LiveCamera camera = rig.camera(cam(), folder.resolve("out.mkv"));
    Rig.await("the refusal", 10, () -> camera.status().error() != null);
    assertTrue(camera.status().error().contains("password"), camera.status().error());
    assertFalse(camera.status().toString().contains("secret"), camera.status().toString());
    server.close();
    server.protect("me", "secret").start();
    rig.flows(camera, 25, 15);
  }

  @Test
  void aCameraThatComesBackWithAnotherSizeAndRate() throws Exception {
    LiveCamera camera = rig.camera(cam(), folder.resolve("out.mkv"));
    rig.flows(camera, 25, 30);
    server.kill();
    Clips.make(
        folder.resolve("cam.mkv"),
        "-f lavfi -i testsrc2=s=192x108:r=10 -t 60 -c:v libx264 " + Clips.FAST);
    server.start();
    rig.flows(camera, 20, 15);
    assertEquals(192, camera.status().width());
    Rig.end(camera);
    List<Path> files = Rig.files(folder, "out", ".mkv");
    assertEquals(2, files.size(), files.toString());
    int frames = 0;
    for (Path file : files) {
      frames += Clips.decodable(file);
    }
    assertEquals(camera.status().out(), frames);
  }

  @Test
  void aSizeThatChangesInTheMiddle() throws Exception {
    Path small = Clips.pattern(folder.resolve("small.ts"), "160x96", 4);
    Path large = Clips.pattern(folder.resolve("large.ts"), "320x192", 4);
    Path both = folder.resolve("both.ts");
    Files.write(both, Files.readAllBytes(small));
    Files.write(both, Files.readAllBytes(large), java.nio.file.StandardOpenOption.APPEND);
    LiveCamera camera = rig.file(both.toString(), true, null, folder.resolve("out.mkv"));
    rig.flows(camera, 50, 30);
    Rig.await("the change", 60, () -> camera.status().width() == 320);
    assertTrue(rig.notes.toString().contains("160x96 to 320x192"), rig.notes.toString());
    rig.flows(camera, 25, 30);
    Rig.await("the end", 60, () -> camera.status().state() == CameraState.STOPPED);
    CameraStatus last = Rig.end(camera);
    assertEquals(0, last.reconnects(), "the same connection goes on");
    assertEquals(200, last.in(), last.toString());
    List<Path> files = Rig.files(folder, "out", ".mkv");
    assertEquals(2, files.size(), files.toString());
    assertEquals(last.out(), Clips.decodable(files.get(0)) + Clips.decodable(files.get(1)));
  }

  @Test
  void damagedPacketsAndAClockThatJumps() throws Exception {
    try (FaultyLink link = new FaultyLink(server.port())) {
      Path out = folder.resolve("out.mkv");
      LiveCamera camera = rig.camera(link.url("cam").replace("rtsp://", "rtsp://me:secret@"), out);
      rig.flows(camera, 25, 30);
      link.damage = 0.9;
      link.loss = 0.3;
      Rig.await("damage", 30, () -> camera.status().dropped().get(DropReason.DAMAGED) > 0);
      link.damage = 0;
      link.loss = 0;
      rig.flows(camera, 75, 15);
      CameraStatus after = camera.status();
      assertTrue(after.dropped().get(DropReason.DAMAGED) > 0, after.toString());
      Rig.adds(after);
      link.shift = -5000;
      rig.flows(camera, 50, 5);
      link.shift = 300;
      rig.flows(camera, 50, 5);
      assertEquals(CameraState.RUNNING, camera.status().state());
      long out1 = Rig.end(camera).out();
      List<Double> times = Clips.times(out, "v:0");
      assertEquals(out1, times.size());
      for (int i = 1; i < times.size(); i++) {
        assertTrue(times.get(i) > times.get(i - 1), "at " + i);
      }
      assertTrue(times.get(times.size() - 1) < 60, "the clock jumped on");
    }
  }

  @Test
  void anOutputServerThatDies() throws Exception {
    Path out = folder.resolve("out.mkv");
    Path folder2 = Files.createDirectory(folder.resolve("second"));
    try (RtspServer second = new RtspServer(folder2).protect("me", "secret").start()) {
      LiveCamera camera =
          rig.camera(cam(), second.url("me", "secret", "in0"), out, "hls:" + folder.resolve("web"));
      rig.flows(camera, 50, 30);
      Rig.await("publishing", 5, () -> Rig.output(camera, 0).packets() > 25);
      second.kill();
      Rig.await("the loss", 10, () -> !Rig.output(camera, 0).connected());
      rig.flows(camera, 50, 4);
      assertTrue(Rig.output(camera, 0).lost() > 0);
      assertTrue(Rig.output(camera, 1).connected());
      second.start();
      Rig.await("publishing again", 8, () -> Rig.output(camera, 0).connected());
      assertEquals(1, Rig.output(camera, 0).reconnects());
      LiveCamera watcher = rig.camera(second.url("me", "secret", "out0"));
      rig.flows(watcher, 25, 10);
      // Frozen, it must not hold up the others either.
      second.freeze();
      rig.flows(camera, 200, 12);
      assertEquals(0, Rig.output(camera, 1).lost());
      long frames = Rig.end(camera).out();
      assertEquals(frames, Clips.decodable(out));
    }
  }

  @Test
  void aDiskThatIsFull() throws Exception {
    Path full = folder.resolve("full.mkv");
    Files.createSymbolicLink(full, Path.of("/dev/full"));
    Path out = folder.resolve("out.mkv");
    LiveCamera camera = rig.camera(cam(), full, out);
    rig.flows(camera, 25, 20);
    Rig.await("the reason", 10, () -> Rig.output(camera, 0).error() != null);
    assertTrue(Rig.output(camera, 0).error().contains("no space"), rig.notes.toString());
    rig.flows(camera, 50, 10);
    assertTrue(Rig.output(camera, 1).connected());
    Files.delete(full);
    Rig.await("room", 10, () -> Rig.output(camera, 0).connected() && Files.exists(full));
    rig.flows(camera, 50, 10);
    CameraStatus last = Rig.end(camera);
    assertTrue(Clips.decodable(full) > 25);
    assertEquals(last.out(), Clips.decodable(out));
    assertEquals(0, last.outputs().get(1).lost());
  }

  @Test
  void aNetworkThatIsFarTooSlow() throws Exception {
    rig.networks.nanos.put("nano", 300_000_000L);
    LiveCamera camera = rig.camera(cam(), folder.resolve("out.mkv"));
    rig.flows(camera, 25, 30);
    CameraStatus then = camera.status();
    rig.flows(camera, 100, 30);
    CameraStatus s = camera.status();
    double share = (s.out() - then.out()) / (double) (s.in() - then.in());
    assertTrue(share > 0.8, "of what came in, " + share + " went out meanwhile");
    assertTrue(s.passed().get(PassReason.LATE) > 50, s.toString());
    assertTrue(s.derained() > 0, s.toString());
    assertTrue(s.recentMs().p99() < 1000, s.toString());
    Rig.adds(s);
  }

  @Test
  void eightCamerasOfWhichOneIsDead() throws Exception {
    for (int count : new int[] {1, 4, 8}) {
      List<LiveCamera> cameras = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        cameras.add(rig.camera(cam(), folder.resolve("out" + count + "-" + i + ".mkv")));
      }
      LiveCamera dead = rig.camera("rtsp://127.0.0.1:" + RtspServer.freePort() + "/none");
      for (LiveCamera camera : cameras) {
        rig.flows(camera, 50, 40);
      }
      assertEquals(0, dead.status().in());
      assertEquals(1, rig.networks.open.get(), "cameras of a size share a network");
      for (LiveCamera camera : cameras) {
        Rig.end(camera);
      }
      Rig.end(dead);
    }
  }

  /** Java's heap and malloc come and go by 100 MB; what is lost is never seen to come back. */
  @Tag("native-memory")
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

  @Tag("native-memory")
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
