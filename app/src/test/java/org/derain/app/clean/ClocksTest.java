package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clocks that jump, run over, or begin where no recording does. */
class ClocksTest {
  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  private Path recording(String name, double seconds, String video) throws Exception {
    return bench.clip(
        name,
        "-f lavfi -i testsrc2=s=160x96:r=25:d="
            + seconds
            + " -f lavfi -i sine=d="
            + seconds
            + " -g 25 "
            + video);
  }

  /** One file behind the other, as card readers join recordings. */
  private Path joined(Path part, int times) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(Files.readAllBytes(part));
    }
    String name = part.getFileName().toString();
    return Files.write(
        temp.resolve("joined" + name.substring(name.lastIndexOf('.'))), all.toByteArray());
  }

  private static JsonNode packets(Path file, String stream) throws Exception {
    return Bench.probe(file, "-show_packets -select_streams " + stream).get("packets");
  }

  private static double start(JsonNode packet) {
    return packet.path("pts_time").asDouble();
  }

  private static double end(JsonNode packets) {
    double end = Double.NEGATIVE_INFINITY;
    for (JsonNode packet : packets) {
      end = Math.max(end, start(packet) + packet.path("duration_time").asDouble());
    }
    return end;
  }

  private static double longestGap(List<Double> times) {
    double gap = 0;
    for (int i = 1; i < times.size(); i++) {
      gap = Math.max(gap, times.get(i) - times.get(i - 1));
    }
    return gap;
  }

  private static double shortestGap(JsonNode packets) {
    double gap = 1;
    for (int i = 1; i < packets.size(); i++) {
      gap = Math.min(gap, start(packets.get(i)) - start(packets.get(i - 1)));
    }
    return gap;
  }

  @ParameterizedTest
  @CsvSource({
    "ts,  3, -c:v libx264 -bf 2 -c:a aac,  ts",
    "ts,  3, -c:v libx264 -bf 0 -c:a mp2,  mp4",
    "ts,  2, -c:v libx264 -bf 2 -c:a aac,  mkv",
    "mkv, 2, -c:v libx264 -bf 2 -c:a aac,  mkv",
    "mpg, 3, -c:v mpeg2video -c:a mp2,     mp4",
  })
  void joinedRecordingsStayInStep(String from, int count, String codecs, String to)
      throws Exception {
    Path part = recording("part." + from, 2, codecs);
    Path in = joined(part, count);
    Path out = bench.cleaned(in, "out." + to);
    List<Double> times = Bench.times(out);
    assertEquals(count * packets(part, "v").size(), times.size());
    assertTrue(longestGap(times) < 0.12, times.toString());
    JsonNode sound = packets(out, "a");
    assertEquals(count * packets(part, "a").size(), sound.size());
    assertTrue(shortestGap(sound) > 0.015, "" + shortestGap(sound));
    assertEquals(end(packets(out, "v")), end(sound), 0.06);
    String jumps = count == 3 ? "jumps 2 times" : "jumps once";
    assertTrue(bench.derain.err().contains(jumps), bench.derain.err());
  }

  @Test
  void aPartBehindAJumpIsThePartThatIsShownThere() throws Exception {
    Path in = joined(recording("part.ts", 6, "-c:v libx264 -bf 2 -crf 0 -c:a aac"), 2);
    Path whole = bench.cleaned(in, "whole.mkv", "--codec", "ffv1");
    Path out = bench.cleaned(in, "out.mkv", "--codec", "ffv1", "--start", "8", "--duration", "1");
    List<Double> times = Bench.times(whole);
    double from = Math.min(times.get(0), start(packets(whole, "a").get(0))) + 8;
    int first = (int) times.stream().filter(time -> time < from - 1e-3).count();
    Path expected =
        bench.clip(
            "expected.mkv",
            "-i "
                + whole
                + " -vf trim=start_frame="
                + first
                + ":end_frame="
                + (first + 25)
                + " -an -c:v ffv1");
    assertEquals(25, Bench.times(out).size());
    Path pictures = bench.clip("pictures.mkv", "-i " + out + " -an -c:v ffv1");
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(expected, pictures));
    assertEquals(1, end(packets(out, "a")), 0.05);
  }

  @Test
  void oneDamagedTimeIsNoJump() throws Exception {
    Path plain = recording("in.ts", 2, "-c:v libx264 -bf 0 -c:a aac");
    byte[] bytes = Files.readAllBytes(plain);
    int changed = 0;
    for (int at = 188 * 200; changed == 0 && at < bytes.length; at += 188) {
      int head = at + 4 + ((bytes[at + 3] & 0x20) != 0 ? 1 + (bytes[at + 4] & 0xff) : 0);
      boolean begins = (bytes[at + 1] & 0x40) != 0 && head < at + 174;
      boolean sound = begins && bytes[head + 2] == 1 && (bytes[head + 3] & 0xe0) == 0xc0;
      if (sound) {
        // Bits 32 to 30 of the presentation time: an hour on.
        bytes[head + 10] ^= 0x20;
        changed++;
      }
    }
    assertEquals(1, changed);
    Path out = bench.cleaned(Files.write(temp.resolve("damaged.ts"), bytes), "out.mp4");
    assertFalse(bench.derain.err().contains("jumps"), bench.derain.err());
    assertEquals(50, Bench.times(out).size());
  }

  @ParameterizedTest
  @CsvSource({
    // Transport streams: from an hour on; running over in the middle; running over soon.
    "ts,  3600,  mp4, true",
    "ts,  95441, mp4, true",
    "ts,  95400, mkv, true",
    "ts,  95441, ts,  false",
    "ts,  3600,  ts,  false",
    "mp4, 86400, mp4, true",
    "mp4, 86400, ts,  true",
    "mkv, 5000,  mov, true",
    "mkv, 5000,  mkv, true",
  })
  void aClockThatBeginsAnywhereBeginsAtNoughtWhereItMust(
      String from, String offset, String to, boolean moved) throws Exception {
    Path in = recording("in." + from, 2, "-c:v libx264 -bf 2 -c:a aac -output_ts_offset " + offset);
    Path out = bench.cleaned(in, "out." + to);
    List<Double> before = Bench.times(in);
    List<Double> after = Bench.times(out);
    assertEquals(50, after.size());
    assertEquals(2, end(packets(out, "v")) - after.get(0), 1e-2);
    double apart = start(packets(in, "a").get(0)) - before.get(0);
    // Sound that begins ahead of nought to be decoded in time is told of in other ways.
    assertEquals(apart, start(packets(out, "a").get(0)) - after.get(0), 0.025);
    assertEquals(moved, bench.derain.err().contains("the result begins at 0"), bench.derain.err());
    assertFalse(bench.derain.err().contains("cut off"), bench.derain.err());
    if (moved) {
      assertEquals(0, after.get(0), 0.1);
    } else {
      assertEquals(before.get(0), after.get(0), 1e-3);
    }
  }

  @Test
  void aPartOfAClockThatBeginsLateHasItsSound() throws Exception {
    Path in = recording("in.mp4", 3, "-c:v libx264 -bf 2 -c:a aac -output_ts_offset 86400");
    Path out = bench.cleaned(in, "out.mp4", "--start", "1", "--duration", "1");
    assertEquals(25, Bench.times(out).size());
    assertEquals(1, end(packets(out, "a")), 0.05);
    double all = Bench.probe(out, "-show_format").get("format").get("duration").asDouble();
    assertEquals(1, all, 0.05);
  }

  @Test
  void fragmentsThatBeginLateAreNotCutOff() throws Exception {
    Path in =
        recording(
            "in.mp4",
            2,
            "-c:v libx264 -bf 0 -c:a aac -output_ts_offset 3600 -movflags"
                + " frag_keyframe+empty_moov+default_base_moof");
    Path out = bench.cleaned(in, "out.mp4");
    assertFalse(bench.derain.err().contains("cut off"), bench.derain.err());
    assertEquals(0, Bench.times(out).get(0), 0.05);
    assertEquals(50, Bench.times(out).size());
  }
}
