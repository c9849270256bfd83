package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.derain.app.Commands;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped weights on the shipped clips: rain goes, dry footage stays. */
class SamplesTest {
  private static final Path SAMPLES = Path.of("..", "samples");

  @TempDir Path temp;

  /** The first second: what holds there holds for the rest. */
  private Path sample(String clip) throws Exception {
    String words = "-i " + SAMPLES.resolve(clip) + " -frames:v 24 -c:v ffv1";
    return Commands.ffmpeg(words, temp.resolve(clip + ".mkv"));
  }

  private Path cleaned(Path clip, String model) {
    Path target = temp.resolve("out.mkv");
    Commands derain = new Commands();
    int exit = derain.run("clean", clip, "-o", target, "--model", model, "--codec", "ffv1");
    assertEquals(0, exit, derain.err());
    return target;
  }

  @ParameterizedTest
  @CsvSource({"day, nano", "night, nano", "day, base"})
  void rainGoes(String clip, String model) throws Exception {
    Path truth = sample(clip + ".clean.mp4");
    Path rainy = sample(clip + ".rainy.mp4");
    double before = Bench.psnr(rainy, truth);
    double after = Bench.psnr(cleaned(rainy, model), truth);
    assertTrue(after > before + 1, clip + ": " + before + " dB became " + after + " dB");
  }

  @ParameterizedTest
  @CsvSource({"day, nano", "night, nano", "day, base"})
  void dryFootageStays(String clip, String model) throws Exception {
    Path dry = sample(clip + ".clean.mp4");
    double after = Bench.psnr(cleaned(dry, model), dry);
    assertTrue(after > 42, clip + ": " + after + " dB");
  }
}
