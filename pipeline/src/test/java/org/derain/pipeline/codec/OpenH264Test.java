package org.derain.pipeline.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.derain.clips.Clip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenH264Test {
  @TempDir Path folder;

  private double psnr(Path clip, int crf) throws Exception {
    String words =
        OpenH264.options(crf).entrySet().stream()
            .map(option -> "-" + option.getKey() + " " + option.getValue())
            .collect(Collectors.joining(" "));
    Path out = folder.resolve(crf + ".mp4");
    Clip.make(out, "-i " + clip + " -c:v libopenh264 " + words);
    assertEquals(10, Clip.frameTimes(out).size(), "no picture is left out");
    return Clip.psnr(clip, out);
  }

  @Test
  void qualityFollowsTheNumber() throws Exception {
    Path clip =
        Clip.make(
            folder.resolve("in.mkv"),
            "-f lavfi -i testsrc2=s=320x192:r=25 -vf noise=alls=20:allf=t -frames:v 10"
                + " -pix_fmt yuv420p -c:v ffv1");
    double good = psnr(clip, 18);
    assertTrue(good > 40, "near what x264 gives: " + good);
    assertTrue(psnr(clip, 34) < good - 8);
  }

  @Test
  void whatItCannotIsSaid() {
    assertTrue(OpenH264.problem(null, null).isEmpty());
    assertTrue(OpenH264.problem(18, null).isEmpty());
    assertTrue(OpenH264.problem(0, null).orElseThrow().contains("cannot be lossless"));
    assertTrue(OpenH264.problem(18, "fast").orElseThrow().contains("no --preset"));
  }

  @Test
  void x264WritesH264WhereItIsThere() {
    assertEquals("libx264", Codec.H264.encoder());
  }
}
