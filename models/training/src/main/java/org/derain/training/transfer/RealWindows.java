package org.derain.training.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.derain.rain.RainParameters;
import org.derain.training.data.Footage;
import org.derain.training.data.Sample;
import org.derain.training.data.SampleRenderer;

/**
 * Windows of real clips, cut, scaled and aligned as rendered ones are, without any rendered rain;
 * one clip at a time is in memory. Their truth is what they show.
 */
final class RealWindows {
  private RealWindows() {}

  /**
   * Windows of clips, those of one clip side by side.
   *
   * @param score what the rain score should say of them, 0 to 1
   */
  static List<List<Sample>> of(List<Path> clips, float score, int each, int side, long seed) {
    List<List<Sample>> windows = new ArrayList<>();
    for (Path clip : clips) {
      List<Sample> some = new ArrayList<>();
      Random seeds = new Random(seed);
      try (Footage footage = new Footage(List.of(clip));
          SampleRenderer renderer =
              new SampleRenderer(
                  footage, side, () -> RainParameters.dry(seeds.nextLong()), 0, seed)) {
        while (some.size() < each) {
          List<Sample> cut = renderer.next();
          // Few of each place: the rest of them is much the same.
          cut.subList(0, Math.min(4, cut.size())).forEach(sample -> some.add(said(sample, score)));
        }
      }
      windows.add(List.copyOf(some.subList(0, each)));
    }
    return windows;
  }

  private static Sample said(Sample sample, float score) {
    return new Sample(
        sample.luma(),
        sample.chroma(),
        sample.trueLuma(),
        sample.trueChroma(),
        score,
        new float[0],
        true);
  }
}
