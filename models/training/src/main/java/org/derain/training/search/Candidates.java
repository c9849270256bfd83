package org.derain.training.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derain.network.Tier;
import org.derain.training.config.Prune;
import org.derain.training.config.Search;

/**
 * Networks that can be pruned out of one: fewer channels in some stages, in multiples of what a
 * processor computes at once, fewer blocks, a shorter window, frames seen reduced.
 */
final class Candidates {
  private static final double[] SHARES = {1, 0.75, 0.5};

  private Candidates() {}

  /** All of them, the costliest first; the tier itself is among them. */
  static List<Candidate> around(Tier tier, Search search) {
    Set<Candidate> all = new LinkedHashSet<>();
    for (int window : search.windows()) {
      if (window != tier.window() && (window > tier.window() || tier.half() == 0)) {
        continue;
      }
      for (int scale : search.scales()) {
        for (Tier size : sizes(tier.withWindow(window))) {
          all.add(new Candidate(size, scale));
        }
      }
    }
    return all.stream()
        .sorted(Comparator.comparingDouble((Candidate c) -> c.gmac(search)).reversed())
        .toList();
  }

  private static List<Tier> sizes(Tier tier) {
    List<Tier> sizes = new ArrayList<>();
    for (double fine : SHARES) {
      for (double coarse : SHARES) {
        for (double recogniser : SHARES) {
          for (boolean blocks : new boolean[] {true, false}) {
            Map<String, Integer> numbers = new LinkedHashMap<>();
            numbers.put("half", less(tier.half(), fine));
            numbers.put("quarter", less(tier.quarter(), fine));
            numbers.put("eighth", less(tier.eighth(), coarse));
            numbers.put("sixteenth", less(tier.sixteenth(), coarse));
            numbers.put("recogniser", less(tier.recogniser(), recogniser));
            if (!blocks) {
              numbers.put("deep", tier.deep() / 2);
              numbers.put("wide", tier.wide() / 2);
              numbers.put("after", tier.after() / 2);
            }
            sizes.add(tier.with(numbers));
          }
        }
      }
    }
    return sizes;
  }

  private static int less(int channels, double share) {
    int left = (int) Math.ceil(channels * share / Prune.MULTIPLE) * Prune.MULTIPLE;
    return Math.min(channels, left);
  }
}
