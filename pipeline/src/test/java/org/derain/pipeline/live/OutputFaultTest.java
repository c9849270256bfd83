package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.derain.pipeline.live.camera.LiveCamera;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What servers and disks that we write to do to us; the camera and the other outputs go on. */
@Tag("real-time")
@Tag("server")
@Timeout(120)
class OutputFaultTest extends FaultScene {
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
      // Frozen, it must not hold up the others either, for longer than it is waited for.
      second.freeze();
      rig.flows(camera, 300, 15);
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
}
