package org.derain.app.live.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.derain.app.live.config.CameraDefaults;
import org.derain.app.live.config.CameraFile;
import org.derain.app.live.config.WatchedFile;
import org.derain.app.signal.RainSignals;
import org.derain.pipeline.live.CameraState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that come and go with a file that is being edited. */
class FleetTest {
  private static final String CAMERA =
      "- {name: %s, source: 'rtsp://u:hunter2@h/%s', outputs: %s.mkv}\n";

  @TempDir Path folder;
  private final Fleet fleet = new Fleet(FakeCamera::new);
  private final List<String> notes = new ArrayList<>();
  private Path file;

  private static String camera(String name, String source) {
    return CAMERA.formatted(name, source, name);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private WatchedFile watched() throws IOException {
    file = folder.resolve("cameras.yaml");
    write("cameras:\n" + camera("a", "1") + camera("b", "2"));
    RainSignals signals = new RainSignals(Clock.systemUTC(), null, notes::add);
    WatchedFile watched = new WatchedFile(file, new CameraDefaults(), fleet, signals, notes::add);
    fleet.set(watched.first());
    return watched;
  }

  private FakeCamera fake(String name) {
    return (FakeCamera) fleet.camera(name).orElseThrow();
  }

  @Test
  void anUntouchedFileChangesNothing() throws IOException {
    WatchedFile watched = watched();
    FakeCamera a = fake("a");
    watched.look();
    write(Files.readString(file));
    watched.look();
    assertSame(a, fake("a"));
    assertEquals(List.of(), notes);
  }

  @Test
  void onlyWhatChangedIsStartedAnew() throws IOException {
    WatchedFile watched = watched();
    FakeCamera a = fake("a");
    FakeCamera b = fake("b");
    write("cameras:\n" + camera("c", "3") + camera("a", "1") + camera("b", "other"));
    watched.look();
    assertSame(a, fake("a"));
    assertEquals(0, a.closed);
    assertNotSame(b, fake("b"));
    assertEquals(1, b.closed);
    assertEquals(CameraState.RUNNING, fake("b").state);
    assertEquals(CameraState.RUNNING, fake("c").state);
    assertEquals(
        List.of("c", "a", "b"), fleet.cameras().stream().map(c -> c.settings().name()).toList());
    assertEquals(List.of(file + " changed: ended b; started c, b"), notes);
    write("cameras:\n" + camera("a", "1"));
    watched.look();
    assertEquals(List.of(a), fleet.cameras());
    assertEquals(0, a.closed);
  }

  @Test
  void aBrokenFileKeepsTheCamerasAndIsToldOnce() throws IOException {
    WatchedFile watched = watched();
    List<Camera> before = fleet.cameras();
    write("cameras:\n" + camera("a", "1") + "- {name: b, source: [");
    watched.look();
    watched.look();
    assertEquals(before, fleet.cameras());
    assertEquals(1, notes.size(), notes::toString);
    assertTrue(watched.error().contains("line 3"), watched.error());
    assertFalse(notes.get(0).contains("hunter2"), notes.get(0));
    Files.delete(file);
    watched.look();
    assertEquals(before, fleet.cameras());
    assertEquals(file + ": no such file", watched.error());
    write("cameras:\n" + camera("a", "1") + camera("b", "2") + "#\n");
    watched.look();
    assertNull(watched.error());
    assertEquals(before, fleet.cameras());
  }

  @Test
  void whateverAFileHoldsTheCamerasGoOn() throws IOException {
    WatchedFile watched = watched();
    List<Camera> before = fleet.cameras();
    for (String odd :
        List.of(
            "cameras: &a [*a]",
            "cameras:\n- {name: a, source: x, outputs: \"hls:\\0\"}",
            "cameras:\n- {name: a, source: x, outputs: y.mkv, model: \"\\0\"}",
            "%YAML 9.9\n---\n",
            "\t",
            "a: b: c",
            "--- a\n--- b\n",
            "cameras: [[[[[[]]]]]]",
            "? [a]\n: b")) {
      write(odd);
      watched.look();
      assertEquals(before, fleet.cameras(), odd);
      assertTrue(watched.error() != null, odd);
    }
    write("cameras: " + "[".repeat(100_000));
    watched.look();
    assertEquals(before, fleet.cameras());
    assertTrue(watched.error() != null, "deep");
    write("#".repeat(CameraFile.LARGEST + 1));
    watched.look();
    assertEquals(before, fleet.cameras());
    assertTrue(watched.error().contains("256 KiB"), watched.error());
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, (byte) 0x80});
    watched.look();
    assertEquals(before, fleet.cameras());
  }

  @Test
  void theSameFileAfterABrokenOneIsRightAgain() throws IOException {
    WatchedFile watched = watched();
    String right = Files.readString(file);
    Files.delete(file);
    watched.look();
    write(right);
    watched.look();
    assertNull(watched.error());
  }

  @Test
  void endsEveryCamera() throws IOException {
    watched();
    assertFalse(fleet.allEnded());
    fleet.close();
    assertTrue(fleet.allEnded());
    assertEquals(1, fake("a").closed);
  }
}
