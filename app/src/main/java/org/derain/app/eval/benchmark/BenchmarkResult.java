package org.derain.app.eval.benchmark;

import java.util.List;

/**
 * All that came out.
 *
 * @param methods in the order of the file
 * @param width of the frame that costs are told for, in pixels
 * @param height likewise
 * @param sets in the order of the file
 */
public record BenchmarkResult(List<Cost> methods, int width, int height, List<BenchmarkSet> sets) {
  /**
   * What a method costs for one frame.
   *
   * @param gmac multiplications and additions in 10^9, from its card; null for what has none
   * @param ms in the network, on this machine; null where none ran
   */
  public record Cost(String method, Double gmac, Double ms) {}
}
