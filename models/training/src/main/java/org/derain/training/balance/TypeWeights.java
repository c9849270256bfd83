package org.derain.training.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.derain.training.config.Weighting;

/**
 * The weights of types of rain (multi-objective reweighting of UniRain, arXiv 2603.03967, which
 * follows CoBa, arXiv 2410.06741). With α_i(t) the slope of a straight line through the last N
 * held-out losses of type i, each relative to its first one:
 *
 * <pre>
 *   TBS_i = softmax_i(K α_i(t) / Σ_j |α_j(t)|)                             over K types
 *   TSS_i = softmax_i(-N α_i(t) / Σ_k |α_i(k)|)                            k: the last N looks
 *   AF    = min(t softmax_t(-τ t α_max(t) / Σ_k |α_max(k)|), 1)            k: all looks until now
 *   ω_i   = 0.6 (AF TBS_i + (1 - AF) TSS_i) + 0.4 / K
 * </pre>
 *
 * <p>That is the paper and not its released code, which puts the mixture through a softmax once
 * more, leaves out the factor t and the minimum, and fits slopes to losses as they are. The
 * absolute values in AF are the released code's: without them the sign would turn with the sum's.
 */
public final class TypeWeights {
  private static final double TAU = 5;

  /** What is left to a type in any case: 0.1 of four. */
  private static final double FLOOR = 0.4;

  private static final double SILENT = 1e-12;

  private final Weighting weighting;
  private final int types;
  private final List<double[]> losses = new ArrayList<>();
  private final List<double[]> slopes = new ArrayList<>();
  private double[] weights;

  /** Weights of some types, all alike at first. */
  public TypeWeights(Weighting weighting, int types) {
    this.weighting = weighting;
    this.types = types;
    this.weights = equal();
  }

  private double[] equal() {
    double[] all = new double[types];
    Arrays.fill(all, 1.0 / types);
    return all;
  }

  /** The weights now; their sum is 1. */
  public double[] now() {
    return weights.clone();
  }

  /** Takes held-out losses, above 0, one of each type; the weights may change. */
  public void add(double[] held) {
    double[] first = losses.isEmpty() ? held : losses.get(0);
    losses.add(held.clone());
    if (losses.size() < 2 || weighting.kind() == Weighting.Kind.EQUAL) {
      return;
    }
    int from = Math.max(0, losses.size() - weighting.inSlope());
    List<double[]> some = losses.subList(from, losses.size());
    slopes.add(
        IntStream.range(0, types)
            .mapToDouble(i -> slope(some.stream().mapToDouble(l -> l[i] / first[i]).toArray()))
            .toArray());
    weights = losses.size() <= weighting.warming() ? equal() : floored(mixed());
  }

  private double[] mixed() {
    double[] tbs = tbs(slopes.get(slopes.size() - 1));
    int from = Math.max(0, slopes.size() - weighting.inSlope());
    double[] tss = tss(slopes.subList(from, slopes.size()));
    double share =
        switch (weighting.kind()) {
          case TBS -> 1;
          case TSS, EQUAL -> 0;
          case MIXTURE ->
              af(slopes.stream().mapToDouble(s -> Arrays.stream(s).max().orElseThrow()).toArray());
        };
    return IntStream.range(0, types)
        .mapToDouble(i -> share * tbs[i] + (1 - share) * tss[i])
        .toArray();
  }

  private static double[] floored(double[] weights) {
    return Arrays.stream(weights).map(w -> (1 - FLOOR) * w + FLOOR / weights.length).toArray();
  }

  /** Slope of the straight line through values one apart, by least squares. */
  static double slope(double[] values) {
    double middle = (values.length - 1) / 2.0;
    double above = 0;
    double below = 0;
    for (int i = 0; i < values.length; i++) {
      above += (i - middle) * values[i];
      below += (i - middle) * (i - middle);
    }
    return above / below;
  }

  /** Of slopes by type. */
  static double[] tbs(double[] slopes) {
    double sum = Arrays.stream(slopes).map(Math::abs).sum() + SILENT;
    return softmax(Arrays.stream(slopes).map(a -> slopes.length * a / sum).toArray());
  }

  /** Of slopes by look and type, the last look last. */
  static double[] tss(List<double[]> slopes) {
    double[] last = slopes.get(slopes.size() - 1);
    return softmax(
        IntStream.range(0, last.length)
            .mapToDouble(
                i -> {
                  double sum = slopes.stream().mapToDouble(s -> Math.abs(s[i])).sum() + SILENT;
                  return -slopes.size() * last[i] / sum;
                })
            .toArray());
  }

  /** Of the largest slope at each look, the last look last. */
  static double af(double[] largest) {
    int t = largest.length;
    double sum = Arrays.stream(largest).map(Math::abs).sum() + SILENT;
    double[] over = softmax(Arrays.stream(largest).map(a -> -TAU * t * a / sum).toArray());
    return Math.min(t * over[t - 1], 1);
  }

  private static double[] softmax(double[] values) {
    double most = Arrays.stream(values).max().orElseThrow();
    double sum = Arrays.stream(values).map(v -> Math.exp(v - most)).sum();
    return Arrays.stream(values).map(v -> Math.exp(v - most) / sum).toArray();
  }
}
