package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every presentation timestamp comes out as it went in; cuts are exact to the frame. */
class TimesTest {
  /** Frames at irregular times: some dropped, some late. */
  private static final String IRREGULAR =
      "-f lavfi -i testsrc2=s=160x96:r=100 -vf"
          + " select='not(mod(n\\,4))*gt(mod(n\\,28)\\,0)+eq(mod(n\\,36)\\,5)' -fps_mode passthrough"
          + " -frames:v 60 -enc_time_base 1/90000 -c:v libx264 -bf 3 -g 25 ";

  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  private static void assertTimes(List<Double> expected, List<Double> actual, double tolerance) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), actual.get(i), tolerance, "frame " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mp4, mp4, h264, 0",
    "mov, mp4, hevc, 0",
    "mp4, mov, h264, 0",
    "mkv, mp4, h264, 0",
    "mkv, mkv, av1,  0",
    "mp4, mkv, ffv1, 0.0006",
    "ts,  ts,  h264, 0",
    "ts,  mp4, h264, 0",
  })
  void variableFrameRate(String from, String to, String codec, double tolerance) throws Exception {
    Path in = bench.clip("in." + from, IRREGULAR);
    Path out = bench.cleaned(in, "out." + to, "--codec", codec);
    List<Double> times = Bench.times(in);
    assertEquals(60, times.size());
    assertTimes(times, Bench.times(out), tolerance + 1e-6);
  }

  @ParameterizedTest
  @CsvSource({"mp4, 0", "mkv, 0.0006", "ts, 0"})
  void aStartThatIsNotZeroStaysAndSoundWithIt(String to, double tolerance) throws Exception {
    Path in =
        bench.clip(
            "in.mp4",
            "-f lavfi -i testsrc2=s=160x96:r=30000/1001:d=2 -f lavfi -i sine=d=2 -c:v libx264 -c:a"
                + " aac -output_ts_offset 1.4");
    Path out = bench.cleaned(in, "out." + to);
    List<Double> times = Bench.times(in);
    assertEquals(1.4, times.get(0), 0.03);
    assertTimes(times, Bench.times(out), tolerance + 1e-6);
    assertEquals(soundStart(in), soundStart(out), tolerance + 1e-3);
  }

  @Test
  void aLateStartBetweenMillisecondsIsKept() throws Exception {
    Path in =
        bench.clip(
            "in.ts",
            "-f lavfi -i testsrc2=s=160x96:r=25 -frames:v 5 -c:v libx264 -output_ts_offset 0.00037");
    Path out = bench.cleaned(in, "out.mp4");
    assertTimes(Bench.times(in), Bench.times(out), 1e-6);
  }

  @Test
  void aStartBehindTheEndSaysOnlyThat() throws Exception {
    Path in = bench.plain("in.mp4", 20);
    assertEquals(1, bench.clean(in, temp.resolve("out.mp4"), "--start", "60"));
    assertTrue(bench.derain.err().contains("lies behind the end"), bench.derain.err());
    assertFalse(bench.derain.err().contains("cut off"), bench.derain.err());
  }

  private static double soundStart(Path file) throws Exception {
    return Bench.probe(file, "-show_streams -select_streams a")
        .get("streams")
        .get(0)
        .get("start_time")
        .asDouble();
  }

  @Test
  void aCutHasExactlyItsFrames() throws Exception {
    Path in =
        bench.clip(
            "in.mp4",
            "-f lavfi -i testsrc2=s=160x96:r=25:d=8 -f lavfi -i sine=d=8 -c:v libx264 -g 40 -bf 2"
                + " -crf 0 -c:a aac");
    Path out =
        bench.cleaned(
            in, "out.mkv", "--start", "0:00:05.2", "--duration", "1.2", "--codec", "ffv1");
    List<Double> times = Bench.times(out);
    assertEquals(30, times.size());
    assertEquals(0, times.get(0), 1e-6);
    assertEquals(1.16, times.get(29), 1e-6);
    Path expected =
        bench.clip(
            "expected.mkv", "-i " + in + " -vf trim=start_frame=130:end_frame=160 -an -c:v ffv1");
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(expected, out));
    assertEquals(0, soundStart(out), 0.03);
    double sound = Bench.probe(out, "-show_format").get("format").get("duration").asDouble();
    assertEquals(1.2, sound, 0.05);
  }

  @Test
  void framesAtTheEdgesOfACutSeeTheirNeighbours() throws Exception {
    // This model shows the frame two before, and where there is none the first.
    Bench before = new Bench(temp, 0);
    Path in = before.plain("in.mp4", 50);
    Path whole = before.cleaned(in, "whole.mkv", "--codec", "ffv1", "--no-align");
    Path part =
        before.cleaned(
            in, "part.mkv", "--codec", "ffv1", "--no-align", "--start", "0.8", "--duration", "0.4");
    Path expected =
        before.clip(
            "expected.mkv", "-i " + whole + " -vf trim=start_frame=20:end_frame=30 -c:v ffv1");
    assertEquals(10, Bench.times(part).size());
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(expected, part));
  }

  @Test
  void aDurationAloneLeavesTheTimesAlone() throws Exception {
    Path in = bench.plain("in.mp4", 50);
    Path out = bench.cleaned(in, "out.mp4", "--duration", "0.4");
    assertEquals(Bench.times(in).subList(0, 10), Bench.times(out));
  }

  @Test
  void chaptersAndSubtitlesAreCutToo() throws Exception {
    Path subtitles =
        java.nio.file.Files.writeString(
            temp.resolve("s.srt"), "1\n00:00:00,500 --> 00:00:02,000\nRain\n");
    Path chapters =
        java.nio.file.Files.writeString(
            temp.resolve("c.txt"),
            ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\ntitle=One\n"
                + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=3000\ntitle=Two\n");
    Path in =
        bench.clip(
            "in.mkv",
            "-f lavfi -i testsrc2=s=160x96:r=25:d=3 -i "
                + subtitles
                + " -i "
                + chapters
                + " -map 0 -map 1 -map_chapters 2 -c:v libx264 -c:s srt");
    Path out = bench.cleaned(in, "out.mkv", "--start", "1", "--duration", "1.5");
    String found = Bench.probe(out, "-show_chapters").toString();
    assertTrue(found.contains("\"start_time\":\"0.000000\",\"end\":500000000"), found);
    assertTrue(found.contains("\"start_time\":\"0.500000\",\"end\":1500000000"), found);
    String packet =
        Bench.probe(out, "-show_packets -select_streams s").get("packets").get(0).toString();
    assertTrue(packet.contains("\"pts_time\":\"0.000000\""), packet);
    assertTrue(packet.contains("\"duration_time\":\"1.000000\""), packet);

    Path early = bench.cleaned(in, "early.mkv", "--duration", "1");
    packet = Bench.probe(early, "-show_packets -select_streams s").get("packets").get(0).toString();
    assertTrue(packet.contains("\"duration_time\":\"0.500000\""), packet);
  }
}
