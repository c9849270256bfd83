package org.derain.training.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derain.network.Tier;

/**
 * How the model that a run starts from is pruned before it is tuned.
 *
 * @param keep share of the channels of each stage that stay, rounded up to a multiple of {@link
 *     #MULTIPLE}; missing: all
 * @param to numbers of the tier that the network becomes, by name (half, quarter, eighth,
 *     sixteenth, recogniser: channels; before, middle, deep, wide, after, fine: blocks; window:
 *     frames; headKernel); they go before keep; missing: none
 * @param batches of windows on which importance is measured (the first-order Taylor expansion of
 *     the loss, Molchanov et al., arXiv 1906.10771); 0: by the L1 norm of the weights; missing: 16
 */
public record Prune(Double keep, Map<String, Integer> to, Integer batches) {
  /** Channels that a processor computes at once, with AVX2. */
  public static final int MULTIPLE = 8;

  private static final List<String> CHANNELS =
      List.of("half", "quarter", "eighth", "sixteenth", "recogniser");

  private static final int BATCHES = 16;

  /** How many batches importance is measured on. */
  public int measuredOn() {
    return batches == null ? BATCHES : batches;
  }

  /**
   * The tier that a model of another tier becomes.
   *
   * @throws IllegalArgumentException for names that a tier has not, or channels not in multiples
   */
  public Tier of(Tier tier) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    if (keep != null) {
      for (String stage : CHANNELS) {
        int all = tier.number(stage);
        int left = (int) Math.ceil(keep * all / MULTIPLE) * MULTIPLE;
        numbers.put(stage, Math.min(all, left));
      }
    }
    if (to != null) {
      numbers.putAll(to);
    }
    for (String stage : CHANNELS) {
      if (numbers.getOrDefault(stage, 0) % MULTIPLE != 0) {
        throw new IllegalArgumentException(
            "prune: " + stage + ": channels in multiples of " + MULTIPLE);
      }
    }
    return tier.with(numbers);
  }

  /** What is wrong with it, or null. */
  String wrong() {
    if (keep == null && (to == null || to.isEmpty())) {
      return "prune: needs keep or to";
    }
    if (keep != null && !(keep > 0 && keep <= 1) || measuredOn() < 0) {
      return "prune: keep: above 0, at most 1; batches: 0 or more";
    }
    boolean numbers = to == null || to.values().stream().allMatch(n -> n != null && n >= 0);
    return numbers ? null : "prune: to: whole numbers, 0 or more";
  }
}
