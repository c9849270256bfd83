package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.pipeline.live.camera.LiveCamera;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cameras and networks do to us; after each, the stream goes on and all adds up. */
@Tag("real-time")
@Tag("server")
@Timeout(120)
class FaultTest extends FaultScene {
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
        "-f lavfi -i testsrc2=s=192x108:r=20 -t 40 -c:v libx264 " + Clips.FAST);
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
    Path small = Clips.pattern(folder.resolve("small.ts"), "160x96", 50, 2);
    Path large = Clips.pattern(folder.resolve("large.ts"), "320x192", 50, 2);
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
      rig.flow(cameras, 50, 40);
      assertEquals(0, dead.status().in());
      assertEquals(1, rig.networks.open.get(), "cameras of a size share a network");
      for (LiveCamera camera : cameras) {
        Rig.end(camera);
      }
      Rig.end(dead);
    }
  }
}
