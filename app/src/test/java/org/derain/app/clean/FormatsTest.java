package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pixel formats in, pixel formats out, with the pictures unharmed. */
class FormatsTest {
  private static final String SOURCE = "-f lavfi -i testsrc2=s=160x96:r=25 -frames:v 6 ";

  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  @ParameterizedTest
  @CsvSource({
    "yuv420p,   yuv420p,     ''",
    "yuv420p10, yuv420p10le, ''",
    "yuv420p12, yuv420p12le, ''",
    "yuv422p,   yuv420p,     4:2:2 chroma (yuv422p) is converted to 4:2:0",
    "yuv422p10, yuv420p10le, 4:2:2 chroma (yuv422p10le) is converted to 4:2:0",
    "yuv444p,   yuv420p,     4:4:4 chroma (yuv444p) is converted to 4:2:0",
    "bgr0,      yuv420p,     'RGB (bgr0) is converted to 4:2:0 YCbCr, BT.601, limited range'",
    "gray,      yuv420p,     grey pictures are stored as 4:2:0 with neutral chroma",
    "gray10,    yuv420p10le, grey pictures are stored as 4:2:0 with neutral chroma",
    "yuva420p,  yuv420p,     transparency is left out",
    "yuv420p16, yuv420p12le, 16 bits per sample become 12",
  })
  void losslessInIsLosslessOut(String format, String stored, String note) throws Exception {
    Path clip = bench.clip("in.mkv", SOURCE + "-pix_fmt " + format + " -c:v ffv1");
    Path out = bench.cleaned(clip, "out.mkv", "--codec", "ffv1");
    assertEquals(stored, Bench.video(out).get("pix_fmt").asText());
    assertTrue(bench.derain.err().contains(note), bench.derain.err());
    assertEquals(6, Bench.times(out).size());
    boolean same = note.isEmpty() || format.startsWith("yuva") || format.startsWith("yuv42");
    double psnr = Bench.psnr(clip, out);
    assertTrue(
        psnr > (note.isEmpty() ? 200 : same || format.contains("gray") ? 60 : 35), "" + psnr);
  }

  @ParameterizedTest
  @CsvSource({
    "h264, mp4,  yuv420p,   yuv420p",
    "h264, mkv,  yuv420p10, yuv420p10le",
    "h264, mkv,  yuv420p12, yuv420p10le",
    "hevc, mp4,  yuv420p10, yuv420p10le",
    "hevc, mov,  yuv420p,   yuv420p",
    "av1,  webm, yuv420p,   yuv420p",
    "av1,  mp4,  yuv420p10, yuv420p10le",
  })
  void codecsKeepTheDepthTheyCan(String codec, String extension, String format, String stored)
      throws Exception {
    Path clip = bench.clip("in.mkv", SOURCE + "-pix_fmt " + format + " -c:v ffv1");
    Path out = bench.cleaned(clip, "out." + extension, "--codec", codec);
    JsonNode video = Bench.video(out);
    assertEquals(codec, video.get("codec_name").asText());
    assertEquals(stored, video.get("pix_fmt").asText());
    double psnr = Bench.psnr(clip, out);
    assertTrue(psnr > 33, "" + psnr);
  }

  @ParameterizedTest
  @CsvSource({"h264, yuv420p", "h264, yuv420p10", "hevc, yuv420p"})
  void crfNoughtIsLossless(String codec, String format) throws Exception {
    Path clip = bench.clip("in.mkv", SOURCE + "-pix_fmt " + format + " -c:v ffv1");
    Path out = bench.cleaned(clip, "out.mkv", "--codec", codec, "--crf", "0");
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(clip, out));
  }

  @ParameterizedTest
  @CsvSource({
    "h264, 160x96, 'it becomes 160x96, with the last column or row repeated'",
    "ffv1, 159x95, 'kept as it is, ffv1 can store that'"
  })
  void oddSizes(String codec, String size, String note) throws Exception {
    Path clip =
        bench.clip(
            "in.mkv", "-f lavfi -i testsrc=s=159x95:r=25 -frames:v 4 -pix_fmt yuv420p -c:v ffv1");
    Path out = bench.cleaned(clip, "out.mkv", "--codec", codec);
    JsonNode video = Bench.video(out);
    assertEquals(size, video.get("width").asInt() + "x" + video.get("height").asInt());
    assertTrue(bench.derain.err().contains(note), bench.derain.err());
    if (codec.equals("ffv1")) {
      assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(clip, out));
    }
  }

  @Test
  void interlacedVideoComesOutProgressiveWithAsManyFrames() throws Exception {
    Path clip =
        bench.clip(
            "in.mkv",
            "-f lavfi -i testsrc2=s=160x96:r=50 -vf interlace -frames:v 10 -c:v libx264"
                + " -flags +ilme+ildct -x264-params tff=1");
    Path out = bench.cleaned(clip, "out.mkv");
    assertTrue(bench.derain.err().contains("is deinterlaced (bwdif"), bench.derain.err());
    assertEquals(Bench.times(clip), Bench.times(out));
    JsonNode frames =
        Bench.probe(out, "-select_streams v:0 -show_entries frame=interlaced_frame").get("frames");
    frames.forEach(frame -> assertEquals(0, frame.get("interlaced_frame").asInt()));
  }

  @Test
  void aGifBecomesVideo() throws Exception {
    Path clip = bench.clip("in.gif", "-f lavfi -i testsrc2=s=160x96:r=10 -frames:v 5");
    Path out = bench.cleaned(clip, "out.mp4");
    assertEquals(5, Bench.times(out).size());
    assertTrue(bench.derain.err().contains("is converted to 4:2:0 YCbCr"), bench.derain.err());
    assertEquals("smpte170m", Bench.video(out).get("color_space").asText());
    assertEquals("tv", Bench.video(out).get("color_range").asText());
  }

  @Test
  void fullRangeStaysFull() throws Exception {
    Path clip = bench.clip("in.mkv", SOURCE + "-pix_fmt yuvj420p -c:v mjpeg -q:v 2");
    Path out = bench.cleaned(clip, "out.mp4", "--crf", "0");
    assertEquals("pc", Bench.video(out).get("color_range").asText());
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(clip, out));
  }

  @ParameterizedTest
  @CsvSource({"h264, mp4", "hevc, mkv"})
  void colourTagsAndHdrStay(String codec, String extension) throws Exception {
    Path clip =
        bench.clip(
            "in.mp4",
            SOURCE
                + "-pix_fmt yuv420p10 -c:v libx265 -x265-params"
                + " log-level=none:hdr10=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"
                + ":master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)"
                + "L(10000000,50):max-cll=1000,400");
    Path out = bench.cleaned(clip, "out." + extension, "--codec", codec);
    JsonNode video = Bench.video(out);
    assertEquals("bt2020", video.get("color_primaries").asText());
    assertEquals("smpte2084", video.get("color_transfer").asText());
    assertEquals("bt2020nc", video.get("color_space").asText());
    String frame =
        Bench.probe(out, "-select_streams v:0 -show_frames -read_intervals %+#1").toString();
    assertTrue(frame.contains("34500/50000"), frame);
    assertTrue(frame.contains("\"max_content\":1000"), frame);
  }

  @Test
  void compareShowsBothSides() throws Exception {
    Path clip = bench.clip("in.mkv", SOURCE + "-c:v ffv1");
    Path out = bench.cleaned(clip, "out.mkv", "--codec", "ffv1", "--compare");
    JsonNode video = Bench.video(out);
    assertEquals(320, video.get("width").asInt());
    Path left = bench.clip("left.mkv", "-i " + out + " -vf crop=158:96:0:0 -c:v ffv1");
    Path right = bench.clip("right.mkv", "-i " + out + " -vf crop=158:96:162:0 -c:v ffv1");
    Path from = bench.clip("l.mkv", "-i " + clip + " -vf crop=158:96:0:0 -c:v ffv1");
    Path fromRight = bench.clip("r.mkv", "-i " + clip + " -vf crop=158:96:2:0 -c:v ffv1");
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(from, left));
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(fromRight, right));
    assertFalse(bench.derain.err().contains("converted"), bench.derain.err());
  }
}
