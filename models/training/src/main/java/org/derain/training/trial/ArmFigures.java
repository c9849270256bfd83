package org.derain.training.trial;

import java.util.List;
import java.util.Map;

/**
 * What an arm came to with one seed.
 *
 * @param windows that were learned from, each as often as it was drawn
 * @param seconds of training, looks of its own included
 * @param gmac of the network at 1280x720
 * @param figures by name, higher is better
 */
record ArmFigures(long windows, double seconds, double gmac, Map<String, Double> figures) {

  /** The mean of a figure over seeds. */
  static double mean(List<ArmFigures> seeds, String figure) {
    return seeds.stream().mapToDouble(s -> s.figures.get(figure)).average().orElseThrow();
  }

  /** Half of what lies between the lowest and the highest of a figure over seeds. */
  static double spread(List<ArmFigures> seeds, String figure) {
    var all = seeds.stream().mapToDouble(s -> s.figures.get(figure)).summaryStatistics();
    return (all.getMax() - all.getMin()) / 2;
  }
}
