package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.live.camera.FfmpegCamera;
import org.derain.pipeline.scale.Scale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources and outputs against a real server, without a network between them. */
@Tag("real-time")
@Tag("server")
@Timeout(300)
class CameraTest {
  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private CameraSettings settings(String source, String... outputs) {
    return CameraSettings.of("cam", source, List.of(outputs));
  }

  private static CameraSettings encoded(CameraSettings plain, EncoderSettings encoder) {
    return changed(plain, null, encoder);
  }

  private static CameraSettings changed(
      CameraSettings plain, Duration segment, EncoderSettings encoder) {
    return new CameraSettings(
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
        segment,
        false,
        encoder,
        plain.device(),
        0,
        Timeouts.USUAL);
  }

  private LiveSource open(CameraSettings settings) {
    return new FfmpegCamera().open(settings, notes::add, () -> false);
  }

  private LiveSink outputs(CameraSettings settings) {
    return new FfmpegCamera().outputs(settings, notes::add);
  }

  @Test
  void aStreamGoesToAFileAnotherServerAndAPlaylist() throws Exception {
    Clips.make(
        folder.resolve("cam.mkv"),
        "-f lavfi -i testsrc2=s=160x96:r=50 -f lavfi -i sine -t 40 -c:v libx264 "
            + Clips.FAST
            + " -c:a aac");
    try (RtspServer server = new RtspServer(folder, "cam=cam.mkv,audio").start()) {
      Path mkv = folder.resolve("out.mkv");
      Path mp4 = folder.resolve("out.mp4");
      CameraSettings settings =
          settings(
              server.url("cam"),
              mkv.toString(),
              mp4.toString(),
              server.url("in4"),
              "hls:" + folder.resolve("web"));
      try (LiveSink sink = outputs(settings);
          CameraRun run = new CameraRun(open(settings), sink)) {
        run.await(60, 20);
        CameraSettings watch = settings(server.url("out4"));
        try (LiveSink nowhere = outputs(watch);
            CameraRun watching = new CameraRun(open(watch), nowhere)) {
          watching.await(25, 10);
        }
        run.await(150, 20);
        sink.outputs().forEach(output -> assertTrue(output.connected(), output.toString()));
        run.close();
        assertTrue(run.sent.get() >= run.frames.get() - 2, run.sent + " of " + run.frames);
      }
      assertTrue(Clips.decodable(mkv) > 140, "mkv");
      assertTrue(Clips.decodable(mp4) > 140, "mp4");
      assertTrue(Files.exists(folder.resolve("web/index.m3u8")));
      List<Double> pictures = Clips.times(mkv, "v:0");
      List<Double> sound = Clips.times(mkv, "a:0");
      assertEquals(0, pictures.get(0), 0.001);
      assertEquals(0, sound.get(0), 0.1);
      double end = pictures.get(pictures.size() - 1);
      assertEquals(end, sound.get(sound.size() - 1), 0.3);
    }
  }

  @Test
  void credentialsAndTransports() throws Exception {
    Clips.pattern(folder.resolve("cam.mkv"), "160x96", 50, 20);
    Clips.make(
        folder.resolve("hevc.mkv"),
        "-f lavfi -i testsrc2=s=160x96:r=50 -t 20 -c:v libx265 -preset ultrafast"
            + " -x265-params keyint=25:bframes=0:log-level=none");
    try (RtspServer server =
        new RtspServer(folder, "cam=cam.mkv", "hevc=hevc.mkv,hevc", "udp=cam.mkv,udp")
            .protect("me", "right")
            .start()) {
      MediaException refused =
          assertThrows(
              MediaException.class, () -> open(settings(server.url("me", "wrong", "cam"))));
      assertTrue(refused.getMessage().contains("password"), refused.getMessage());
      assertFalse(refused.getMessage().contains("wrong"), refused.getMessage());
      double plain = 0;
      for (String path :
          List.of("cam", "hevc", "udp", "cam?rtsp_transport=udp", "cam?rtsp_transport=tcp")) {
        CameraSettings settings = settings(server.url("me", "right", path));
        long start = System.nanoTime();
        try (LiveSink sink = outputs(settings);
            CameraRun run = new CameraRun(open(settings), sink)) {
          run.await(10, 10);
          double took = (System.nanoTime() - start) / 1e9;
          plain = plain == 0 ? took : plain;
          double limit = Timeouts.USUAL.connect().toMillis() / 1e3;
          assertTrue(took - plain < limit, path + " waits for a time limit");
        }
      }
    }
  }

  @Test
  void filesOfARecordingAreCutAtKeyFrames() throws Exception {
    Path clip = Clips.pattern(folder.resolve("cam.mkv"), "160x96", 10);
    CameraSettings plain = settings(clip.toString(), folder.resolve("rec.mkv").toString());
    CameraSettings settings = changed(plain, Duration.ofSeconds(3), plain.encoder());
    try (LiveSink sink = outputs(settings);
        CameraRun run = new CameraRun(open(settings), sink)) {
      run.finish();
    }
    int frames = 0;
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> recorded =
          files.filter(file -> file.getFileName().toString().startsWith("rec-")).sorted().toList();
      assertEquals(3, recorded.size(), recorded.toString());
      for (Path file : recorded) {
        assertEquals(0, Clips.times(file, "v:0").get(0), 0.001);
        frames += Clips.decodable(file);
      }
    }
    assertEquals(250, frames);
  }

  @Test
  void damagedPacketsAreCountedAndSurvived() throws Exception {
    Clips.pattern(folder.resolve("cam.mkv"), "320x180", 50, 40);
    try (RtspServer server = new RtspServer(folder, "cam=cam.mkv").start();
        FaultyLink link = new FaultyLink(server.port())) {
      CameraSettings settings = settings(link.url("cam"), folder.resolve("out.mkv").toString());
      try (LiveSink sink = outputs(settings);
          LiveSource source = open(settings);
          CameraRun run = new CameraRun(source, sink)) {
        run.await(50, 20);
        link.damage = 0.9;
        link.loss = 0.3;
        Rig.await("damage", 30, () -> source.damaged() > 0);
        link.damage = 0;
        link.loss = 0;
        long then = run.frames.get();
        run.await(then + 75, 10);
        assertFalse(run.over(), run.loss);
      }
    }
  }

  @Test
  void timesThatJumpBackGoOn() throws Exception {
    Clips.make(
        folder.resolve("cam.mkv"),
        "-f lavfi -i testsrc2=s=160x96:r=25 -f lavfi -i sine -t 60 -c:v libx264 "
            + Clips.FAST
            + " -c:a aac");
    try (RtspServer server = new RtspServer(folder, "cam=cam.mkv,audio").start();
        FaultyLink link = new FaultyLink(server.port())) {
      Path out = folder.resolve("out.mkv");
      CameraSettings settings = settings(link.url("cam"), out.toString());
      try (LiveSink sink = outputs(settings);
          LiveSource source = open(settings);
          CameraRun run = new CameraRun(source, sink)) {
        run.await(50, 20);
        link.shift = -3000;
        run.await(100, 10);
        link.shift = 500;
        run.await(150, 10);
        link.shift = 499.4;
        // The sound may learn of it only from its next sender report, some five seconds on.
        run.await(325, 15);
        assertFalse(run.over(), run.loss);
      }
      for (String stream : List.of("v:0", "a:0")) {
        // Sound is left out rather than out of step while only one of the two has jumped.
        double longest = stream.equals("v:0") ? 0.5 : 2;
        List<Double> times = Clips.times(out, stream);
        // On a busy machine the first pictures wait too long for the rest to be made.
        for (int i = 30; i < times.size(); i++) {
          double step = times.get(i) - times.get(i - 1);
          assertTrue(step > 0 && step < longest, stream + " " + i + ": " + step);
        }
      }
      List<Double> pictures = Clips.times(out, "v:0");
      List<Double> sound = Clips.times(out, "a:0");
      double end = pictures.get(pictures.size() - 1);
      assertEquals(11.8, end - pictures.get(30), 2.5);
      assertEquals(end, sound.get(sound.size() - 1), 0.5);
    }
  }

  @Test
  void picturesDoNotWaitForThoseAfter() throws Exception {
    Clips.pattern(folder.resolve("cam.mkv"), "320x180", 40);
    try (RtspServer server = new RtspServer(folder, "cam=cam.mkv").start();
        FaultyLink link = new FaultyLink(server.port())) {
      CameraSettings settings = settings(link.url("cam"));
      try (LiveSink sink = outputs(settings);
          CameraRun run = new CameraRun(open(settings), sink)) {
        run.await(150, 30);
        // Of two events, which came last before a picture arrived: its own last piece, or the
        // first piece of the one after it?
        long before = 0;
        for (long arrived : run.arrived.subList(50, 150)) {
          before += link.begins.floor(arrived) < link.ends.floor(arrived) ? 1 : 0;
        }
        assertTrue(before > 50, before + " of 100 came before the next one began");
      }
    }
  }

  @Test
  void picturesThatAreSentOutOfOrder() throws Exception {
    Clips.make(
        folder.resolve("cam.mkv"),
        "-f lavfi -i testsrc2=s=160x96:r=50 -t 20 -c:v libx264 -preset veryfast -g 25 -bf 3");
    try (RtspServer server = new RtspServer(folder, "cam=cam.mkv").start()) {
      Path out = folder.resolve("out.mkv");
      CameraSettings settings = settings(server.url("cam"), out.toString());
      try (LiveSink sink = outputs(settings);
          LiveSource source = open(settings);
          CameraRun run = new CameraRun(source, sink)) {
        run.await(150, 30);
        assertTrue(source.damaged() < 10, source.damaged() + " without a picture");
      }
      List<Double> times = Clips.times(out, "v:0");
      for (int i = 60; i < times.size(); i++) {
        assertEquals(0.02, times.get(i) - times.get(i - 1), 0.005, "at " + i);
      }
    }
  }

  @Test
  void anotherPresetInMidStreamIsSeenByNobody() throws Exception {
    Clips.pattern(folder.resolve("cam.mkv"), "320x180", 50, 40);
    Path mkv = folder.resolve("out.mkv");
    Path mp4 = folder.resolve("out.mp4");
    Path web = folder.resolve("web/index.m3u8");
    try (RtspServer server = new RtspServer(folder, "cam=cam.mkv").start()) {
      CameraSettings settings =
          settings(
              server.url("cam"), mkv.toString(), mp4.toString(), web.toString(), server.url("in0"));
      try (LiveSink sink = outputs(settings);
          CameraRun run = new CameraRun(open(settings), sink)) {
        run.await(60, 20);
        CameraSettings watch = settings(server.url("out0"));
        try (LiveSink nowhere = outputs(watch);
            CameraRun watching = new CameraRun(open(watch), nowhere)) {
          watching.await(10, 10);
          for (String preset : List.of("superfast", "ultrafast", "superfast", "veryfast")) {
            run.preset = preset;
            run.await(run.frames.get() + 20, 10);
            assertEquals(preset, sink.preset());
          }
          watching.await(watching.frames.get() + 20, 10);
          assertFalse(watching.over(), watching.loss);
        }
        run.close();
        for (OutputStatus output : sink.outputs()) {
          assertTrue(output.connected(), output.toString());
          assertEquals(0, output.reconnects(), output.toString());
          assertEquals(0, output.lost(), output.toString());
        }
        assertEquals(run.frames.get(), sink.outputs().get(0).packets(), 2);
      }
    }
    for (Path file : List.of(mkv, mp4, web)) {
      long pictures = Clips.times(file, "v:0").size();
      assertEquals(pictures, Clips.decodable(file), file.toString());
    }
    assertEquals(1, Rig.files(folder, "out", ".mkv").size());
  }

  @Test
  void aPresetThatChangesTheStreamBeginsAnotherFile() throws Exception {
    Path clip = Clips.pattern(folder.resolve("cam.mkv"), "160x96", 4);
    CameraSettings plain = settings(clip.toString(), folder.resolve("rec.mkv").toString());
    CameraSettings settings = encoded(plain, EncoderSettings.of(Codec.HEVC, null, "fast", 1));
    try (LiveSink sink = outputs(settings);
        CameraRun run = new CameraRun(open(settings), sink, 50, "ultrafast")) {
      run.finish();
    }
    List<Path> files = Rig.files(folder, "rec", ".mkv");
    assertEquals(2, files.size(), files.toString());
    assertEquals(100, Clips.decodable(files.get(0)) + Clips.decodable(files.get(1)));
  }

  @Test
  void newerCodecsArePublishedAndRecorded() throws Exception {
    Clips.pattern(folder.resolve("cam.mkv"), "160x96", 50, 40);
    try (RtspServer server = new RtspServer(folder, "cam=cam.mkv").start()) {
      Path mp4 = folder.resolve("out.mp4");
      Path web = folder.resolve("web/index.m3u8");
      CameraSettings plain =
          settings(server.url("cam"), server.url("in3"), mp4.toString(), web.toString());
      CameraSettings settings =
          encoded(plain, EncoderSettings.of(Codec.HEVC, null, "ultrafast", 1));
      try (LiveSink sink = outputs(settings);
          CameraRun run = new CameraRun(open(settings), sink)) {
        run.await(75, 30);
        CameraSettings watch = settings(server.url("out3"));
        try (LiveSink nowhere = outputs(watch);
            CameraRun watching = new CameraRun(open(watch), nowhere)) {
          watching.await(25, 15);
        }
        run.await(150, 30);
      }
      assertEquals("hevc", Clips.probe(mp4, "-show_entries stream=codec_name").strip());
      assertTrue(Clips.decodable(mp4) > 100);
      assertTrue(Clips.decodable(web) > 100);
    }
  }
}
