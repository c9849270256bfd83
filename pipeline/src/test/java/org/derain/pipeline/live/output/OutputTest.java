package org.derain.pipeline.live.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.Clips;
import org.derain.pipeline.live.Rig;
import org.derain.pipeline.live.RtspServer;
import org.derain.pipeline.live.camera.LiveCamera;
import org.derain.pipeline.live.camera.RecordingChild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where clean video goes, from a clip at its own speed: no server is needed. */
@Tag("real-time")
@Timeout(120)
class OutputTest {
  @TempDir Path folder;
  private final Rig rig = new Rig();
  private final List<Process> started = new ArrayList<>();

  @TempDir static Path made;
  private static Path clip;

  /** At twice the usual rate, with a key frame every half second. */
  @BeforeAll
  static void makeClip() throws Exception {
    clip =
        Clips.make(
            made.resolve("cam.mkv"),
            "-f lavfi -i testsrc2=s=160x96:r=50 -f lavfi -i sine -t 40 -c:v libx264 "
                + Clips.FAST
                + " -c:a aac");
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
    rig.close();
  }

  /** Makes a clip in a process of its own: at the other end of a connection. */
  private Process process(String words) throws Exception {
    Process process =
        new ProcessBuilder(org.derain.clips.Main.command(List.of(words.split(" "))))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("process.log").toFile())
            .start();
    started.add(process);
    return process;
  }

  @Test
  void publishingByOtherProtocols() throws Exception {
    int rtmp = RtspServer.freePort();
    int srt = RtspServer.freePort();
    Path one = folder.resolve("rtmp.mkv");
    Path two = folder.resolve("srt.mkv");
    Process first = process("-listen 1 -i rtmp://127.0.0.1:" + rtmp + "/live/key -c copy " + one);
    Process second = process("-i srt://127.0.0.1:" + srt + "?mode=listener -c copy " + two);
    LiveCamera camera =
        rig.file(
            clip.toString(),
            true,
            null,
            "rtmp://127.0.0.1:" + rtmp + "/live/key",
            "srt://127.0.0.1:" + srt);
    // Outputs that nobody listens to yet are tried again.
    Rig.await(
        "pictures and sound at both",
        60,
        () -> camera.status().outputs().stream().filter(o -> o.packets() > 300).count() == 2);
    Rig.end(camera);
    for (Process listener : List.of(first, second)) {
      assertTrue(listener.waitFor(15, TimeUnit.SECONDS), "the listener waits for more");
    }
    for (Path got : List.of(one, two)) {
      assertTrue(
          Clips.decodable(got) > 50, got + " " + Files.readString(folder.resolve("process.log")));
      assertTrue(Clips.times(got, "a:0").size() > 50, got.toString());
    }
    assertTrue(
        rig.notes.stream().noneMatch(note -> note.contains("live/key")), rig.notes.toString());
  }

  @Test
  void watchingByOtherProtocols() throws Exception {
    String http = "http://127.0.0.1:" + RtspServer.freePort() + "/cam.ts";
    String srt = "srt://127.0.0.1:" + RtspServer.freePort();
    process("-re -i " + clip + " -c copy -f mpegts -listen 1 " + http);
    process("-re -i " + clip + " -c copy -f mpegts " + srt + "?mode=listener");
    for (String source : List.of(http, srt)) {
      Path out = folder.resolve(source.substring(0, 3) + ".mkv");
      LiveCamera camera = rig.camera(source, out);
      rig.flows(camera, 75, 60);
      assertEquals(CameraState.RUNNING, camera.status().state());
      Rig.end(camera);
      List<Double> pictures = Clips.times(out, "v:0");
      List<Double> sound = Clips.times(out, "a:0");
      double apart = pictures.get(pictures.size() - 1) - sound.get(sound.size() - 1);
      assertEquals(0, apart, 0.4, source);
    }
  }

  @Test
  void aCameraOfSinglePictures() throws Exception {
    String http = "http://127.0.0.1:" + RtspServer.freePort() + "/cam.mjpg";
    process(
        "-re -f lavfi -i testsrc2=s=160x96:r=10 -t 60 -c:v mjpeg -f mpjpeg -content_type"
            + " multipart/x-mixed-replace;boundary=ffmpeg -listen 1 "
            + http);
    Path out = folder.resolve("out.mkv");
    LiveCamera camera = rig.camera(http, out);
    rig.flows(camera, 60, 60);
    Rig.end(camera);
    List<Double> times = Clips.times(out, "v:0");
    double rate = (times.size() - 11) / (times.get(times.size() - 1) - times.get(10));
    assertEquals(10, rate, 1.5, "the wall clock tells, not a guess");
  }

  @Test
  void aKillLosesTwoSecondsAtMost() throws Exception {
    Path mkv = folder.resolve("out.mkv");
    Path mp4 = folder.resolve("out.mp4");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RecordingChild.class.getName(),
                clip.toString(),
                mkv.toString(),
                mp4.toString())
            .redirectError(folder.resolve("child.log").toFile())
            .start();
    long frames = 0;
    BufferedReader said = new BufferedReader(new InputStreamReader(child.getInputStream()));
    while (frames < 260) {
      String line = said.readLine();
      assertTrue(line != null, () -> "the child ended: " + folder.resolve("child.log"));
      frames = Long.parseLong(line);
    }
    child.destroyForcibly().waitFor();
    for (Path file : List.of(mkv, mp4)) {
      int kept = Clips.decodable(file);
      assertTrue(kept >= frames - 100, file + ": " + kept + " of " + frames);
    }
  }

  @Test
  void recordingsAreCutWhereItWasAskedFor() throws Exception {
    LiveCamera camera =
        rig.file(clip.toString(), true, Duration.ofSeconds(3), folder.resolve("rec.mp4"));
    rig.flows(camera, 250, 40);
    long out = Rig.end(camera).out();
    List<Path> files = Rig.files(folder, "rec-", ".mp4");
    assertTrue(files.size() >= 2, files.toString());
    int frames = 0;
    for (Path file : files) {
      frames += Clips.decodable(file);
      assertEquals(0, Clips.times(file, "v:0").get(0), 0.001);
    }
    assertEquals(out, frames);
  }

  @Test
  void aPlaylistForBrowsers() throws Exception {
    Path list = folder.resolve("web/cam.m3u8");
    LiveCamera camera = rig.file(clip.toString(), true, null, list);
    Rig.await("the playlist", 30, () -> Files.exists(list));
    rig.flows(camera, 125, 40);
    assertTrue(Files.readString(list).contains("cam-"), Files.readString(list));
    long out = Rig.end(camera).out();
    assertTrue(Files.readString(list).contains("#EXT-X-ENDLIST"), Files.readString(list));
    assertEquals(out, Clips.decodable(list));
  }
}
