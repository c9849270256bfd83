package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of a file has all streams of the part, wherever it lies. */
class CutsTest {
  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  private static JsonNode packets(Path file, String stream) throws Exception {
    return Bench.probe(file, "-show_packets -select_streams " + stream).get("packets");
  }

  private static double start(JsonNode packet) {
    return packet.get("pts_time").asDouble();
  }

  private static double end(JsonNode packet) {
    return start(packet) + packet.path("duration_time").asDouble();
  }

  /** Checks that a stream reaches from the beginning of a part to its end. */
  private static void assertFills(JsonNode packets, double seconds) {
    assertFalse(packets.isEmpty());
    assertEquals(0, start(packets.get(0)), 0.05);
    assertEquals(seconds, end(packets.get(packets.size() - 1)), 0.05);
  }

  @ParameterizedTest
  @CsvSource({
    "mp4, libx264 -bf 2, aac,  mp4",
    "mp4, libx264 -bf 0, aac,  ts",
    "mov, libx264 -bf 2, aac,  mkv",
    "mkv, libx264 -bf 2, aac,  mkv",
    "ts,  libx264 -bf 2, aac,  ts",
    "ts,  libx264 -bf 0, mp2,  mp4",
    "avi, mpeg4,         mp2,  mkv",
  })
  void aPartFromFarInsideHasItsSound(String from, String video, String audio, String to)
      throws Exception {
    Path in =
        bench.clip(
            "in." + from,
            "-f lavfi -i testsrc2=s=160x96:r=10:d=40 -f lavfi -i sine=d=40 -c:v "
                + video
                + " -g 25 -c:a "
                + audio);
    Path out = bench.cleaned(in, "out." + to, "--start", "0:30", "--duration", "2");
    assertEquals(20, packets(out, "v").size());
    assertFills(packets(out, "a"), 2);
  }

  @Test
  void rainKeepsTheSoundOfAPartToo() throws Exception {
    Path in =
        bench.clip(
            "in.mp4",
            "-f lavfi -i testsrc2=s=160x96:r=10:d=30 -f lavfi -i sine=d=30 -c:v libx264 -g 25 -c:a"
                + " aac");
    Path out = temp.resolve("out.mp4");
    int exit = bench.derain.run("rain", in, "-o", out, "--start", "20", "--duration", "1");
    assertEquals(0, exit, bench.derain.err());
    assertFills(packets(out, "a"), 1);
  }

  @ParameterizedTest
  @CsvSource({"mkv, srt", "mp4, mov_text"})
  void aPartFromFarInsideHasItsSubtitles(String container, String codec) throws Exception {
    Path text =
        Files.writeString(
            temp.resolve("s.srt"),
            "1\n00:00:01,000 --> 00:00:02,000\nBefore\n\n"
                + "2\n00:00:24,000 --> 00:00:26,500\nRain\n\n"
                + "3\n00:00:26,500 --> 00:00:35,000\nSun\n");
    Path in =
        bench.clip(
            "in." + container,
            "-f lavfi -i testsrc2=s=160x96:r=10:d=40 -i "
                + text
                + " -map 0 -map 1 -c:v libx264 -g 25 -c:s "
                + codec);
    Path out = bench.cleaned(in, "out.mkv", "--start", "25", "--duration", "2");
    JsonNode shown = packets(out, "s");
    assertEquals(2, shown.size());
    assertEquals(0, start(shown.get(0)), 1e-6);
    assertEquals(1.5, end(shown.get(0)), 1e-3);
    assertEquals(1.5, start(shown.get(1)), 1e-3);
    assertEquals(2, end(shown.get(1)), 1e-3);
  }

  @Test
  void theReadingInForceIsKeptAndTheLastOneEndsWithThePart() throws Exception {
    Path readings = Files.write(temp.resolve("gps.bin"), new byte[3000]);
    Path raw =
        bench.clip(
            "raw.ts",
            "-f lavfi -i testsrc2=s=160x96:r=25:d=3 -f data -i "
                + readings
                + " -map 0 -map 1 -c:v libx264 -c:d copy");
    Path in =
        bench.clip(
            "in.mp4",
            "-i "
                + raw
                + " -map 0 -c copy -tag:d gpmd"
                + " -bsf:d setts=pts=N*90000:dts=N*90000:duration=90000");
    Path out = bench.cleaned(in, "out.mp4", "--start", "0.5", "--duration", "1");
    JsonNode kept = packets(out, "d");
    assertEquals(2, kept.size());
    assertEquals(0, start(kept.get(0)), 1e-6);
    assertEquals(0.5, start(kept.get(1)), 1e-3);
    assertEquals(1, end(kept.get(1)), 1e-3);
    double all = Bench.probe(out, "-show_format").get("format").get("duration").asDouble();
    assertTrue(all <= 1.04, "" + all);
  }

  @Test
  void aPictureThatStandsForLongEndsWithThePart() throws Exception {
    Path in = bench.clip("in.mp4", "-f lavfi -i testsrc2=s=160x96:r=1/5:d=30 -c:v libx264 -bf 0");
    Path out = bench.cleaned(in, "out.mp4", "--start", "5", "--duration", "7");
    JsonNode pictures = packets(out, "v");
    assertEquals(2, pictures.size());
    assertEquals(7, end(pictures.get(1)), 1e-3);
  }

  @ParameterizedTest
  @CsvSource({"libx264 -x264-params open-gop=1, mkv", "libx264 -x264-params open-gop=1, ts"})
  void leadingPicturesOfAnOpenGroupAreNoDamage(String codec, String container) throws Exception {
    Path in =
        bench.clip(
            "in." + container,
            "-f lavfi -i testsrc2=s=160x96:r=25:d=8 -c:v " + codec + " -g 25 -bf 3");
    Path out = bench.cleaned(in, "out.mkv", "--start", "5.2", "--duration", "1");
    assertEquals(25, packets(out, "v").size());
    assertFalse(bench.derain.err().contains("damaged"), bench.derain.err());
  }

  @Test
  void anAviThatWasCutOffIsCleanedWithANote() throws Exception {
    Path in = bench.clip("in.avi", "-f lavfi -i testsrc2=s=160x96:r=25:d=2 -c:v mpeg4");
    byte[] whole = Files.readAllBytes(in);
    Files.write(in, java.util.Arrays.copyOf(whole, whole.length / 2));
    bench.cleaned(in, "out.mp4");
    assertTrue(bench.derain.err().contains("cut off or damaged"), bench.derain.err());
    assertTrue(bench.derain.err().contains("of the announced 2.00 seconds"), bench.derain.err());
  }

  @Test
  void av1TakesMoreFramesPerSecondThanItsEncoderKnows() throws Exception {
    Path in = bench.clip("in.mp4", "-f lavfi -i testsrc2=s=160x96:r=480 -frames:v 24 -c:v libx264");
    Path out = bench.cleaned(in, "out.mkv", "--codec", "av1");
    assertEquals(24, packets(out, "v").size());
    assertEquals(23 / 480.0, start(packets(out, "v").get(23)), 1e-3);
  }
}
