package org.derain.training.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.derain.network.Precision;
import org.derain.network.TorchNetwork;
import org.derain.training.data.RealClips;

/**
 * Where the rain score's border of 0.5 lies, fitted by the real clips that teach: what is added to
 * the score before the sigmoid so that the mean of two shares is largest, that of rainy clips found
 * and that of dry clips passed (Youden, Index for rating diagnostic tests, 1950). Then how steep it
 * is there, or a border that moved down would leave the gate ajar on dry footage: what makes the
 * clips likeliest (Platt, Probabilistic outputs for support vector machines, 1999), both kinds
 * counting alike. A clip is told by the mean score of its whole windows, as "derain score" tells
 * it; clips that are judged by have no say.
 *
 * @param offset what is added
 * @param slope what the sum is multiplied by
 * @param rainy clips with rain
 * @param found those of them that are then taken for rainy
 * @param dry clips without rain
 * @param passed those of them that are then taken for dry
 */
public record Border(double offset, double slope, int rainy, int found, int dry, int passed) {
  /** What the score is made with before the sigmoid. */
  static final String BIAS = "rain.bias";

  static final String WEIGHT = "rain.weight";

  /** What an offset is searched within, and a score kept within: the sigmoid is 1e-9 away here. */
  private static final double FAR = 20;

  private static final int HALVINGS = 50;

  /** Slopes that are tried: powers of this, a fifth to five. */
  private static final double STEP = 1.02;

  private static final int STEPS = 81;

  /**
   * One clip.
   *
   * @param rainy whether it rains in it
   * @param scores of its windows, before the sigmoid
   */
  record Told(boolean rainy, double[] scores) {
    /** The mean score, 0 to 1, with an offset and a slope. */
    private double mean(double offset, double slope) {
      return Arrays.stream(scores)
          .map(x -> 1 / (1 + Math.exp(-slope * (x + offset))))
          .average()
          .orElseThrow();
    }

    /** From which offset on it is taken for rainy; the mean only grows with it. */
    private double turns() {
      double low = -2 * FAR;
      double high = 2 * FAR;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (mean(middle, 1) < Validation.RAINY) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return high;
    }
  }

  /**
   * Moves a network's border to where the clips that teach are told best.
   *
   * @return where it lies now; empty, and nothing moved, without both rainy and dry clips
   */
  public static Optional<Border> fit(TorchNetwork network, RealClips clips) {
    Optional<Border> border = of(clips.taught().stream().map(clip -> told(network, clip)).toList());
    border.ifPresent(found -> found.move(network));
    return border;
  }

  /** The best border for some clips. Of borders that are as good, that which moves least. */
  static Optional<Border> of(List<Told> clips) {
    double[] turns = clips.stream().mapToDouble(Told::turns).sorted().distinct().toArray();
    // Between two clips that turn, every offset tells the same: the middle is farthest from both.
    return IntStream.range(1, turns.length)
        .mapToObj(i -> told(clips, (turns[i - 1] + turns[i]) / 2, 1))
        .filter(border -> border.rainy > 0 && border.dry > 0)
        .max(
            Comparator.comparingDouble(Border::worth)
                .thenComparingDouble(border -> -Math.abs(border.offset)))
        .map(border -> border.steep(clips));
  }

  private static Border told(List<Told> clips, double offset, double slope) {
    int[] all = new int[2];
    int[] right = new int[2];
    for (Told clip : clips) {
      int kind = clip.rainy ? 1 : 0;
      all[kind]++;
      right[kind] += clip.mean(offset, slope) >= Validation.RAINY == clip.rainy ? 1 : 0;
    }
    return new Border(offset, slope, all[1], right[1], all[0], right[0]);
  }

  private Border steep(List<Told> clips) {
    double best =
        IntStream.rangeClosed(-STEPS, STEPS)
            .mapToObj(i -> Math.pow(STEP, i))
            // Where the windows of a clip disagree, steepness moves their mean.
            .filter(tried -> told(clips, offset, tried).worth() >= worth())
            .min(Comparator.comparingDouble(tried -> surprise(clips, tried)))
            .orElseThrow();
    return told(clips, offset, best);
  }

  /** Cross-entropy of the clips, against Platt's targets: one more clip of each kind was seen. */
  private double surprise(List<Told> clips, double tried) {
    return clips.stream()
        .mapToDouble(
            clip -> {
              int alike = clip.rainy ? rainy : dry;
              double right = (alike + 1.0) / (alike + 2);
              double said = Math.max(1e-9, Math.min(1 - 1e-9, clip.mean(offset, tried)));
              double sure = clip.rainy ? said : 1 - said;
              return -(right * Math.log(sure) + (1 - right) * Math.log(1 - sure)) / alike;
            })
        .sum();
  }

  private double worth() {
    return (double) found / rainy + (double) passed / dry;
  }

  private static Told told(TorchNetwork network, RealClips.Whole clip) {
    double[] scores =
        clip.windows().stream()
            .mapToDouble(
                window -> {
                  try (PointerScope scope = new PointerScope();
                      NoGradGuard noGradient = new NoGradGuard()) {
                    return logit(
                        network
                            .recognise(
                                Batch.luma(window, network.device()),
                                Batch.chroma(window, network.device()),
                                Precision.FLOAT)
                            .rain()
                            .item_float());
                  }
                })
            .toArray();
    return new Told(clip.rainy(), scores);
  }

  /** What the sigmoid was taken of. */
  private static double logit(double score) {
    return Math.max(-FAR, Math.min(FAR, Math.log(score / (1 - score))));
  }

  private void move(TorchNetwork network) {
    Map<String, float[]> weights = network.values();
    weights.put(BIAS, new float[] {(float) (slope * (weights.get(BIAS)[0] + offset))});
    float[] read = weights.get(WEIGHT);
    for (int i = 0; i < read.length; i++) {
      read[i] *= (float) slope;
    }
    network.load(weights);
  }

  /** One sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "The rain score was moved by %+.2f before the sigmoid and made %.2f times as steep: of the"
            + " clips that teach, %d of %d rainy and %d of %d dry ones are told right.",
        offset,
        slope,
        found,
        rainy,
        passed,
        dry);
  }
}
