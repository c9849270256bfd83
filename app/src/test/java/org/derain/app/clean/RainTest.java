package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derain.app.Commands;
import org.derain.rain.RainParameters;
import org.derain.rain.RainPreset;
import org.derain.rain.RainType;
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
  void theRecordBesideTheClipGivesTheSameRain() throws Exception {
    Path one = rained("one.mkv", "--preset", "windshield", "--rate", 20, "--seed", 5, "--night");
    RainParameters record = RainParameters.parse(Files.readString(temp.resolve("one.rain.json")));
    assertEquals(20, record.fall().rate());
    assertEquals(5, record.seed());
    assertTrue(record.glass() != null && record.night() != null && record.scene() > 16);
    Path again = rained("again.mkv", "--parameters", temp.resolve("one.rain.json"));
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(one, again));
    assertEquals(record, RainParameters.parse(Files.readString(temp.resolve("again.rain.json"))));
    Path other = rained("other.mkv", "--parameters", temp.resolve("one.rain.json"), "--seed", 6);
    assertTrue(Bench.psnr(one, other) < 50);
  }

  @Test
  void tenBitClipsStayTenBit() throws Exception {
    dry =
        bench.clip(
            "deep.mkv",
            "-f lavfi -i testsrc2=s=160x96:r=25,format=yuv420p10le -frames:v 6 -c:v ffv1");
    Path rainy = rained("rainy.mkv", "--preset", "windshield");
    assertEquals("yuv420p10le", Bench.video(rainy).get("pix_fmt").asText());
    assertTrue(Bench.psnr(dry, rainy) < 40);
    assertEquals(
        Double.POSITIVE_INFINITY,
        Bench.psnr(rainy, rained("b.mkv", "--parameters", temp.resolve("rainy.rain.json"))));
  }

  @Test
  void theTruthHasTheNightButNotTheRain() throws Exception {
    Path truth = temp.resolve("truth.mkv");
    Path rainy = rained("rainy.mkv", "--preset", "night", "--truth", truth, "--noise", 0);
    assertTrue(Bench.psnr(dry, truth) < 25, "the truth is dark");
    assertTrue(Bench.psnr(rainy, truth) < 60, "and without rain");
    assertEquals(Bench.times(rainy), Bench.times(truth));
    Path day = temp.resolve("day.mkv");
    rained("wet.mkv", "--preset", "light", "--truth", day, "--noise", 0);
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(dry, day));
  }

  @Test
  void optionsChangeThePresetAndNothingElse() throws Exception {
    rained("a.mkv", "--preset", "storm", "--wind", -4, "--drops", "--veil", 40, "--exposure", 0.02);
    RainParameters storm = RainPreset.STORM.parameters(1);
    RainParameters asked = RainParameters.parse(Files.readString(temp.resolve("a.rain.json")));
    assertEquals(-4, asked.fall().wind());
    assertEquals(0.02, asked.fall().camera().exposure());
    assertEquals(storm.fall().rate(), asked.fall().rate());
    assertEquals(RainPreset.glass(1), asked.glass());
    assertEquals(40, asked.veil().depth().far());
    assertEquals(storm.veil().extinction(), asked.veil().extinction());
    assertEquals(RainType.DROPS, asked.type());
  }

  @Test
  void aDepthMapSaysWhereTheMistIs() throws Exception {
    // Left half near, right half far.
    Path map =
        bench.clip(
            "map.png",
            "-f lavfi -i color=white:s=8x8,drawbox=x=4:w=4:h=8:c=black:t=fill -frames:v 1");
    Path rainy =
        rained("m.mkv", "--rate", 60, "--gain", 0.01, "--noise", 0, "--veil", 400, "--depth", map);
    double near = Bench.psnr(half(dry, 0), half(rainy, 0));
    double far = Bench.psnr(half(dry, 160), half(rainy, 160));
    assertTrue(near > far + 10, near + " dB near and " + far + " dB far");
    assertEquals(1, bench.derain.run("rain", dry, "-o", temp.resolve("n.mkv"), "--depth", dry));
    assertEquals(
        1, bench.derain.run("rain", dry, "-o", temp.resolve("n.mkv"), "--depth", "away.png"));
    assertTrue(bench.derain.err().contains("away.png: no such file"), bench.derain.err());
  }

  private Path half(Path clip, int left) throws Exception {
    String name = clip.getFileName() + "." + left + ".mkv";
    return bench.clip(name, "-i " + clip + " -an -vf crop=160:192:" + left + ":0 -c:v ffv1");
  }

  @Test
  void theGalleryShowsEveryPreset() throws Exception {
    Path clip =
        bench.clip(
            "small.mkv", "-f lavfi -i testsrc2=s=160x96:r=25 -frames:v 5 -c:v libx264 -crf 10");
    Path real = Files.createDirectories(temp.resolve("real"));
    Commands.ffmpeg("-f lavfi -i testsrc2=s=64x48 -frames:v 1", real.resolve("wet.png"));
    Path page = temp.resolve("page");
    int exit = bench.derain.run("rain", "--gallery", page, clip, "--beside", real);
    assertEquals(0, exit, bench.derain.err());
    assertEquals(List.of("index.html"), Bench.names(page));
    String html = Files.readString(page.resolve("index.html"));
    for (RainPreset preset : RainPreset.values()) {
      String command = "derain rain small.mkv -o %s.mp4 --preset %s --seed 1";
      assertTrue(html.contains(String.format(command, preset.label(), preset.label())));
    }
    assertEquals(RainPreset.values().length, html.split("<video ").length - 1);
    assertTrue(html.contains("wet.png"));
    assertFalse(html.contains("src=\"http"), "it needs nothing else");
  }

  @Test
  void whatIsNoRainIsWrongUsage() throws Exception {
    Commands derain = bench.derain;
    Path target = temp.resolve("x.mkv");
    assertEquals(2, derain.run("rain", dry, "-o", target, "--rate", 0));
    assertTrue(derain.err().contains("rate (mm/h): above 0 and up to 200, not 0.0"), derain.err());
    assertEquals(2, derain.run("rain", dry, "-o", target, "--exposure", 3));
    assertEquals(2, derain.run("rain", dry, "-o", target, "--duration", 0));
    assertEquals(2, derain.run("rain", dry, "-o", target, "--preset", "snow"));
    assertEquals(2, derain.run("rain", dry));
    assertEquals(2, derain.run("rain", "--gallery", temp.resolve("g"), dry, "-o", target));
    assertEquals(2, derain.run("rain", dry, "-o", target, "--no-drops", "--drop-density", 9));
    assertEquals(1, derain.run("rain", temp.resolve("away.mp4"), "-o", target));
    assertEquals(1, derain.run("rain", "--gallery", temp.resolve("g"), temp.resolve("away.mp4")));
    assertFalse(Files.exists(temp.resolve("g")));
  }

  @Test
  void aBadRecordIsRefusedBeforeWork() throws Exception {
    String record = RainPreset.HEAVY.parameters(1).toJson();
    Path bad =
        Files.writeString(temp.resolve("bad.json"), record.replaceFirst("\\{", "{\"sneed\": 1,"));
    assertEquals(
        1, bench.derain.run("rain", dry, "-o", temp.resolve("x.mkv"), "--parameters", bad));
    assertTrue(
        bench.derain.err().contains("bad.json: rain parameters: unknown key 'sneed'"),
        bench.derain.err());
    Files.writeString(temp.resolve("y.rain.json"), "mine");
    assertEquals(1, bench.derain.run("rain", dry, "-o", temp.resolve("y.mkv")));
    assertTrue(bench.derain.err().contains("y.rain.json: exists already"), bench.derain.err());
    assertFalse(Files.exists(temp.resolve("y.mkv")));
  }
}
