package org.derain.network;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes a network smaller by structure: whole channels go, of every convolution that writes or
 * reads them, and whole blocks. {@link Weights#grow} is the other way round.
 */
public final class Pruning {
  private Pruning() {}

  /**
   * The L1 norm of the weights of each channel that a convolution writes, by its name (Li et al.,
   * arXiv 1608.08710): an importance that needs no data.
   */
  public static Map<String, double[]> magnitude(Weights weights) {
    Map<String, double[]> norms = new LinkedHashMap<>();
    for (Conv conv : Cost.of(weights.tier(), 64, 64).convolutions().values()) {
      float[] kernel = weights.values().get(conv.name() + ".weight");
      double[] sums = new double[conv.out()];
      for (int i = 0; i < kernel.length; i++) {
        sums[i / (kernel.length / conv.out())] += Math.abs(kernel[i]);
      }
      norms.put(conv.name(), sums);
    }
    return norms;
  }

  /**
   * The smaller network of the channels that matter most. Channels that are joined by sums, or by
   * depth to space, go together and count together; those left keep their order. A window of three
   * sees the nearer frames in the place of the farther ones; blocks beyond those of the smaller
   * tier go; a smaller kernel keeps its middle.
   *
   * @param smaller a tier with at most as many channels, blocks and frames everywhere
   * @param importance of each channel that a convolution writes, by its name; larger stays
   * @throws IllegalArgumentException when it is larger somewhere
   */
  public static Weights prune(Weights from, Tier smaller, Map<String, double[]> importance) {
    Weights weights = Folding.fold(from, smaller.window());
    Coupling coupling = Coupling.of(weights.tier());
    Map<String, Conv> wanted = Cost.of(smaller, 64, 64).convolutions();
    Set<Integer> kept = kept(coupling, wanted, weights, importance);
    Map<String, Conv> all = Cost.of(weights.tier(), 64, 64).convolutions();
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Conv conv : wanted.values()) {
      Conv old = all.get(conv.name());
      int[] rows = old == null ? new int[0] : places(coupling.writes(conv.name()), kept);
      int[] columns = old == null ? new int[0] : places(coupling.reads(conv.name()), kept);
      if (rows.length != conv.out() || columns.length != conv.in() || odd(conv, old)) {
        throw new IllegalArgumentException(
            "a tier cannot be pruned out of "
                + from.tier().name()
                + ": "
                + conv.name()
                + " differs");
      }
      values.put(conv.name() + ".weight", cut(weights, conv, old, rows, columns));
      float[] bias = weights.values().get(conv.name() + ".bias");
      float[] less = new float[rows.length];
      IntStream.range(0, rows.length).forEach(i -> less[i] = bias[rows[i]]);
      values.put(conv.name() + ".bias", less);
    }
    return new Weights(smaller, values);
  }

  private static boolean odd(Conv conv, Conv old) {
    return conv.kernel() > old.kernel() || (old.kernel() - conv.kernel()) % 2 != 0;
  }

  /** The groups that stay: those that are fixed, and of each space as many as it has room for. */
  private static Set<Integer> kept(
      Coupling coupling,
      Map<String, Conv> wanted,
      Weights weights,
      Map<String, double[]> importance) {
    Map<Integer, Double> worth = coupling.importance(Folding.kept(importance, weights));
    Set<Integer> kept = new HashSet<>();
    coupling
        .spaces()
        .forEach(
            (convs, groups) -> {
              List<Integer> free = groups.stream().filter(g -> !coupling.fixed(g)).toList();
              groups.stream().filter(coupling::fixed).forEach(kept::add);
              for (String name : convs.split(" ")) {
                Conv conv = wanted.get(name);
                if (conv != null) {
                  int each = coupling.writes(name).length / groups.size();
                  free.stream()
                      .sorted(Comparator.comparing((Integer g) -> worth.get(g)).reversed())
                      .limit(Math.max(0, conv.out() / each - (groups.size() - free.size())))
                      .forEach(kept::add);
                  return;
                }
              }
            });
    Arrays.stream(coupling.frames()).forEach(kept::add);
    return kept;
  }

  private static int[] places(int[] groups, Set<Integer> kept) {
    return IntStream.range(0, groups.length).filter(i -> kept.contains(groups[i])).toArray();
  }

  private static float[] cut(Weights weights, Conv conv, Conv old, int[] rows, int[] columns) {
    float[] from = weights.values().get(conv.name() + ".weight");
    int side = old.kernel();
    int rim = (side - conv.kernel()) / 2;
    float[] kernel = new float[rows.length * columns.length * conv.kernel() * conv.kernel()];
    int at = 0;
    for (int o : rows) {
      for (int i : columns) {
        for (int row = rim; row < side - rim; row++) {
          int start = ((o * old.in() + i) * side + row) * side + rim;
          System.arraycopy(from, start, kernel, at, conv.kernel());
          at += conv.kernel();
        }
      }
    }
    return kernel;
  }
}
