package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.derain.app.Commands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code derain rain}: the same seed gives the same rain, and nothing but rain is changed. */
class RainTest {
  @TempDir Path temp;
  private Bench bench;
  private Path dry;

  @BeforeEach
  void clip() throws Exception {
    bench = new Bench(temp);
    dry =
        bench.clip(
            "dry.mkv",
            "-f lavfi -i testsrc2=s=320x192:r=25 -f lavfi -i sine=r=48000 -frames:v 12"
                + " -c:v libx264 -crf 10 -c:a flac -shortest");
  }

  private Path rained(String name, Object... options) {
    Path target = temp.resolve(name);
    Object[] words = new Object[options.length + 6];
    words[0] = "rain";
    words[1] = dry;
    words[2] = "-o";
    words[3] = target;
    words[4] = "--codec";
    words[5] = "ffv1";
    System.arraycopy(options, 0, words, 6, options.length);
    int exit = bench.derain.run(words);
    assertEquals(0, exit, bench.derain.err());
    return target;
  }

  @Test
  void theSameSeedGivesTheSameRain() throws Exception {
    Path one = rained("one.mkv", "--seed", 1);
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(one, rained("again.mkv", "--seed", 1)));
    assertTrue(Bench.psnr(one, rained("two.mkv", "--seed", 2)) < 50);
    assertTrue(Bench.psnr(one, dry) < 40);
  }

  @Test
  void timesAndSoundStay() throws Exception {
    Path rainy = rained("rainy.mkv");
    assertEquals(Bench.times(dry), Bench.times(rainy));
    assertEquals(2, Bench.probe(rainy, "-show_streams").get("streams").size());
  }

  @Test
  void moreRainChangesMore() throws Exception {
    double little = Bench.psnr(dry, rained("little.mkv", "--rate", 2, "--noise", 0));
    double much = Bench.psnr(dry, rained("much.mkv", "--rate", 100, "--noise", 0));
    assertTrue(much < little - 3, little + " dB and " + much + " dB");
  }

  @Test
  void whatIsNoRainIsWrongUsage() {
    Commands derain = bench.derain;
    Path target = temp.resolve("x.mkv");
    assertEquals(2, derain.run("rain", dry, "-o", target, "--rate", 0));
    assertTrue(derain.err().contains("rate (mm/h): above 0 and up to 200, not 0.0"), derain.err());
    assertEquals(2, derain.run("rain", dry, "-o", target, "--exposure", 3));
    assertEquals(2, derain.run("rain", dry, "-o", target, "--duration", 0));
    assertEquals(1, derain.run("rain", temp.resolve("away.mp4"), "-o", target));
  }
}
