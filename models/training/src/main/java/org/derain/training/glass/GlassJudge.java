package org.derain.training.glass;

import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.derain.frames.TimeStatistics;
import org.derain.network.Device;
import org.derain.network.GlassFinder;

/** Samples of clips that teach nothing, and what a network finds in them. */
final class GlassJudge {
  private static final int AREA = GlassSamples.SIDE * GlassSamples.SIDE;
  private static final int STATISTICS = TimeStatistics.CHANNELS * AREA;
  private static final int JUDGED = 160;

  private final float[] statistics = new float[JUDGED * STATISTICS];
  private final float[] covered = new float[JUDGED * AREA];

  /** Draws the samples. */
  GlassJudge(GlassSamples samples) {
    for (int i = 0; i < JUDGED; i++) {
      samples.next(statistics, i, covered);
    }
  }

  /** Precision and recall on samples with drops, and how much is found on those without. */
  String figures(GlassFinder mean) {
    double right = 0;
    double found = 0;
    double there = 0;
    double wrong = 0;
    int dry = 0;
    int touched = 0;
    float[] one = new float[STATISTICS];
    for (int n = 0; n < JUDGED; n++) {
      System.arraycopy(statistics, n * STATISTICS, one, 0, STATISTICS);
      try (PointerScope scope = new PointerScope();
          NoGradGuard noGradient = new NoGradGuard()) {
        int side = GlassSamples.SIDE;
        Tensor x = Device.CPU.of(one, 1, TimeStatistics.CHANNELS, side, side);
        FloatPointer said = mean.logits(x).contiguous().data_ptr_float();
        int all = 0;
        int hits = 0;
        int truth = 0;
        for (int i = 0; i < AREA; i++) {
          boolean is = covered[n * AREA + i] > 0.5;
          boolean says = said.get(i) > 0;
          truth += is ? 1 : 0;
          all += says ? 1 : 0;
          hits += is && says ? 1 : 0;
        }
        if (truth == 0) {
          dry++;
          wrong += all;
          touched += all > AREA / 200 ? 1 : 0;
        } else {
          right += hits;
          found += all;
          there += truth;
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "%.3f,%.3f,%.5f,%d,%d",
        right / Math.max(1, found),
        right / Math.max(1, there),
        wrong / Math.max(1, dry) / AREA,
        touched,
        dry);
  }
}
