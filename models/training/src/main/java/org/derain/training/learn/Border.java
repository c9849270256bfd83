package org.derain.training.learn;

import java.util.Arrays;
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
 * and that of dry clips passed (Youden, Index for rating diagnostic tests, 1950). A clip is told by
 * the mean score of its whole windows, as "derain score" tells it; clips that are judged by have no
 * say.
 *
 * @param offset what is added
 * @param rainy clips with rain
 * @param found those of them that are then taken for rainy
 * @param dry clips without rain
 * @param passed those of them that are then taken for dry
 */
public record Border(double offset, int rainy, int found, int dry, int passed) {
  /** The bias that all of the score goes through. */
  static final String BIAS = "rain.bias";

  /** What an offset is searched within, and a score kept within: the sigmoid is 1e-9 away here. */
  private static final double FAR = 20;

  private static final int HALVINGS = 50;

  /**
   * One clip.
   *
   * @param rainy whether it rains in it
   * @param scores of its windows, before the sigmoid
   */
  record Told(boolean rainy, double[] scores) {
    /** The mean score, 0 to 1, with an offset. */
    private double mean(double offset) {
      return Arrays.stream(scores)
          .map(x -> 1 / (1 + Math.exp(-x - offset)))
          .average()
          .orElseThrow();
    }

    /** From which offset on it is taken for rainy; the mean only grows with it. */
    private double turns() {
      double low = -2 * FAR;
      double high = 2 * FAR;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (mean(middle) < Validation.RAINY) {
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
    double[] turns = clips.stream().mapToDouble(Told::turns).sorted().toArray();
    // Between two clips that turn, every offset tells the same: the middle is farthest from both.
    return IntStream.range(1, turns.length)
        .mapToObj(i -> told(clips, (turns[i - 1] + turns[i]) / 2))
        .filter(border -> border.rainy > 0 && border.dry > 0)
        .max(
            (a, b) ->
                a.worth() == b.worth()
                    ? Double.compare(Math.abs(b.offset), Math.abs(a.offset))
                    : Double.compare(a.worth(), b.worth()));
  }

  private static Border told(List<Told> clips, double offset) {
    int[] all = new int[2];
    int[] right = new int[2];
    for (Told clip : clips) {
      int kind = clip.rainy ? 1 : 0;
      all[kind]++;
      right[kind] += clip.mean(offset) >= Validation.RAINY == clip.rainy ? 1 : 0;
    }
    return new Border(offset, all[1], right[1], all[0], right[0]);
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
    weights.get(BIAS)[0] += (float) offset;
    network.load(weights);
  }

  /** One sentence. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "The rain score's border was moved by %+.2f before the sigmoid: of the clips that teach,"
            + " %d of %d rainy and %d of %d dry ones are told right.",
        offset,
        found,
        rainy,
        passed,
        dry);
  }
}
