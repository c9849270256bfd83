package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose frames are analysed smaller than they are. */
class ScaledTest {
  @TempDir Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  private int scale(Path stats) throws Exception {
    return new ObjectMapper().readTree(stats.toFile()).get("scale").asInt();
  }

  @ParameterizedTest
  @CsvSource({
    "162x98, yuv420p, 2",
    "162x98, yuv420p, 4",
    "163x97, yuv420p, 2",
    "162x98, yuv420p10le, 2",
    "162x98, yuv420p10le, 4"
  })
  void whereNothingChangesEverySampleStays(String size, String pixels, int scale) throws Exception {
    Path in =
        bench.clip(
            "in.mkv",
            "-f lavfi -i testsrc2=s="
                + size
                + ":r=25 -frames:v 12 -pix_fmt "
                + pixels
                + " -c:v ffv1 -fps_mode passthrough");
    Path stats = temp.resolve("stats.json");
    Path out = bench.cleaned(in, "out.mkv", "--codec", "ffv1", "--scale", scale, "--stats", stats);
    assertEquals(scale, scale(stats));
    assertTrue(bench.derain.out().contains("analysed at 1/" + scale), bench.derain.out());
    assertEquals(Bench.times(in), Bench.times(out));
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(in, out));
  }

  @Test
  void largePicturesAreAnalysedSmallUnlessToldOtherwise() throws Exception {
    Path large =
        bench.clip("in.mp4", "-f lavfi -i color=c=gray:s=2240x1260:r=25 -frames:v 2 -c:v libx264");
    Path stats = temp.resolve("stats.json");
    bench.cleaned(large, "auto.mp4", "--stats", stats);
    assertEquals(2, scale(stats));
    bench.cleaned(bench.plain("small.mp4", 2), "small.clean.mp4", "--stats", stats);
    assertEquals(1, scale(stats));
  }

  @Test
  void otherScalesAreRefused() throws Exception {
    Path in = bench.plain("in.mp4", 2);
    assertEquals(2, bench.clean(in, temp.resolve("out.mp4"), "--scale", "5"));
    String said = bench.derain.err();
    assertTrue(said.contains("a scale is auto, 1, 2, 3 or 4, not '5'"), said);
    Path still = bench.still("in.png");
    assertEquals(2, bench.clean(still, temp.resolve("out.png"), "--scale", "2"));
    assertTrue(bench.derain.err().contains("--scale is for videos"), bench.derain.err());
  }
}
