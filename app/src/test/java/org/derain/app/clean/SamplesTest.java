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

  private Path cleaned(String clip, String model) {
    Path target = temp.resolve("out.mkv");
    Commands derain = new Commands();
    int exit =
        derain.run(
            "clean", SAMPLES.resolve(clip), "-o", target, "--model", model, "--codec", "ffv1");
    assertEquals(0, exit, derain.err());
    return target;
  }

  @ParameterizedTest
  @CsvSource({"day, nano", "night, nano", "day, base"})
  void rainGoes(String clip, String model) throws Exception {
    Path truth = SAMPLES.resolve(clip + ".clean.mp4");
    double before = Bench.psnr(SAMPLES.resolve(clip + ".rainy.mp4"), truth);
    double after = Bench.psnr(cleaned(clip + ".rainy.mp4", model), truth);
    assertTrue(after > before + 1, clip + ": " + before + " dB became " + after + " dB");
  }

  @ParameterizedTest
  @CsvSource({"day, nano", "night, nano", "day, base"})
  void dryFootageStays(String clip, String model) throws Exception {
    Path dry = SAMPLES.resolve(clip + ".clean.mp4");
    double after = Bench.psnr(cleaned(clip + ".clean.mp4", model), dry);
    assertTrue(after > 42, clip + ": " + after + " dB");
  }
}
