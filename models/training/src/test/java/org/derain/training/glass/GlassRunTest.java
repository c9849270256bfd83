package org.derain.training.glass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derain.clips.Clip;
import org.derain.frames.MediaException;
import org.derain.frames.TimeStatistics;
import org.derain.training.TrainingRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run file for the network that finds drops on the glass, from clips to its ONNX file. */
class GlassRunTest {
  @TempDir private Path folder;

  private Path clip(String name) throws Exception {
    return Clip.make(
        folder.resolve(name), "-f lavfi -i testsrc2=s=320x180:r=25 -frames:v 30 -c:v libx264");
  }

  private Path run(String clips) throws Exception {
    return Files.writeString(
        folder.resolve("run.yaml"),
        "glass: 1\nout: "
            + folder.resolve("out")
            + "\nminutes: 0.01\nrate: 0.001\nbatch: 2\nseed: 1\nthreads: 1\n"
            + clips);
  }

  @Test
  void leavesAModelAndWhatItLearnedFrom() throws Exception {
    Path file =
        run(
            "moving:\n  - {file: "
                + clip("a.mp4")
                + ", licence: CC0}\nstill:\n  - {file: "
                + clip("b.mp4")
                + ", licence: CC0, judged: true}\n");
    TrainingRun.carryOut(file, new PrintStream(new ByteArrayOutputStream()));
    assertTrue(Files.size(folder.resolve("out/glass.onnx")) < 1 << 20);
    String card = Files.readString(folder.resolve("out/glass.json"));
    assertTrue(card.contains("a.mp4") && !card.contains("b.mp4"), card);
  }

  @Test
  void aClipWithoutALicenceIsRefused() throws Exception {
    Path file = run("moving:\n  - {file: a.mp4}\nstill: []\n");
    MediaException refused =
        assertThrows(MediaException.class, () -> TrainingRun.carryOut(file, System.out));
    assertEquals(file + ": a.mp4: its file or licence is missing", refused.getMessage());
  }

  @Test
  void someSamplesHaveDropsAndTheirTruthSaysWhere() throws Exception {
    GlassRun.Clip listed = new GlassRun.Clip(clip("a.mp4"), "CC0", false);
    int area = GlassSamples.SIDE * GlassSamples.SIDE;
    float[] statistics = new float[TimeStatistics.CHANNELS * area];
    float[] covered = new float[area];
    int wet = 0;
    try (GlassClip clip = GlassClip.read(listed, true)) {
      GlassSamples samples = new GlassSamples(List.of(clip), 4);
      for (int n = 0; n < 20; n++) {
        samples.next(statistics, 0, covered);
        double sum = 0;
        for (float value : covered) {
          assertTrue(value == 0 || value == 1);
          sum += value;
        }
        assertTrue(sum < 0.6 * area, "drops leave most to be seen");
        wet += sum > 0 ? 1 : 0;
      }
    }
    assertTrue(wet > 6 && wet < 20, wet + " of 20 with drops");
  }
}
