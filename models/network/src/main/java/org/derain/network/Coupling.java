package org.derain.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which channels of a network can only go together, found by running its description over channels
 * (Fang et al., DepGraph, arXiv 2301.12900): a sum joins what it adds, depth to space joins the
 * four channels that become one, and what a convolution reads is what another one writes.
 *
 * <p>A tensor is a list of numbers, one for each channel; those that stand for the same group
 * {@linkplain #group find} to the same number.
 */
final class Coupling implements Operators<int[]> {
  private final Map<String, int[]> reads = new LinkedHashMap<>();
  private final Map<String, int[]> writes = new LinkedHashMap<>();
  private final List<Integer> parents = new ArrayList<>();
  private final int[] frame = fresh(DerainNetwork.FRAME);
  private final int[] fixed;

  private Coupling(Tier tier) {
    DerainNetwork.Recognition<int[]> seen;
    List<int[]> stay = new ArrayList<>(List.of(frame));
    if (tier.live()) {
      int[] luma = Arrays.copyOf(frame, 1);
      int[] chroma = Arrays.copyOfRange(frame, 4, DerainNetwork.FRAME);
      stay.add(chroma);
      var planes = new LiveNetwork.Planes<>(luma, chroma);
      var output = new LiveNetwork<>(this, tier).run(Collections.nCopies(tier.window(), planes));
      stay.add(output.removed().luma());
      stay.add(output.removed().chroma());
      stay.add(writes.get("head"));
      seen = output.recognition();
    } else {
      var output = new DerainNetwork<>(this, tier).run(Collections.nCopies(tier.window(), frame));
      seen = output.recognition();
      stay.add(writes.get("head"));
    }
    stay.add(seen.rain());
    stay.add(seen.types());
    // Where each type of rain was seen is learned, and has its place.
    stay.add(Arrays.copyOf(seen.map(), DerainNetwork.TYPES));
    fixed = stay.stream().flatMapToInt(Arrays::stream).map(this::group).distinct().toArray();
  }

  /** The groups of a tier's network. */
  static Coupling of(Tier tier) {
    return new Coupling(tier);
  }

  /** The group of each channel that a convolution reads. */
  int[] reads(String conv) {
    return Arrays.stream(reads.get(conv)).map(this::group).toArray();
  }

  /** The group of each channel that a convolution writes. */
  int[] writes(String conv) {
    return Arrays.stream(writes.get(conv)).map(this::group).toArray();
  }

  /** The groups of what comes in. */
  int[] frames() {
    return Arrays.stream(frame).map(this::group).toArray();
  }

  /** Whether a group is what comes in, goes out or means something. */
  boolean fixed(int group) {
    return Arrays.stream(fixed).anyMatch(one -> one == group);
  }

  /**
   * Groups that are written by the same convolutions, by the names of those: of such a space some
   * may go and the others stay. Groups are in the order of their channels.
   */
  Map<String, List<Integer>> spaces() {
    Map<Integer, TreeSet<String>> writers = new LinkedHashMap<>();
    for (String conv : writes.keySet()) {
      for (int group : writes(conv)) {
        writers.computeIfAbsent(group, g -> new TreeSet<>()).add(conv);
      }
    }
    Map<String, List<Integer>> spaces = new LinkedHashMap<>();
    writers.forEach(
        (group, names) ->
            spaces.computeIfAbsent(String.join(" ", names), n -> new ArrayList<>()).add(group));
    return spaces;
  }

  private int[] fresh(int channels) {
    return IntStream.range(0, channels)
        .map(
            i -> {
              parents.add(parents.size());
              return parents.size() - 1;
            })
        .toArray();
  }

  /** The number of a channel's group. */
  private int group(int channel) {
    int root = channel;
    while (parents.get(root) != root) {
      root = parents.get(root);
    }
    parents.set(channel, root);
    return root;
  }

  private void join(int a, int b) {
    // The lower number wins, so that groups keep the order of their first channels.
    int low = Math.min(group(a), group(b));
    parents.set(Math.max(group(a), group(b)), low);
  }

  private int[] joined(int[] a, int[] b) {
    for (int i = 0; a.length == b.length && i < a.length; i++) {
      join(a[i], b[i]);
    }
    return a.length >= b.length ? a : b;
  }

  @Override
  public int[] conv(Conv conv, int[] x, int[] channels) {
    int[] read = Arrays.stream(channels).map(i -> x[i]).toArray();
    int[] before = reads.putIfAbsent(conv.name(), read);
    if (before != null) {
      joined(before, read);
    }
    return writes.computeIfAbsent(conv.name(), name -> fresh(conv.out()));
  }

  @Override
  public int[] relu(int[] x) {
    return x;
  }

  @Override
  public int[] sigmoid(int[] x) {
    return x;
  }

  @Override
  public int[] softmax(int[] x) {
    throw new IllegalArgumentException("a network with experts cannot be pruned");
  }

  @Override
  public int[] atLeast(int[] x, int[] least) {
    return x;
  }

  @Override
  public int[] log(int[] x, double least) {
    return x;
  }

  @Override
  public int[] ramp(int[] x, double low, double high) {
    return x;
  }

  @Override
  public int[] add(int[] a, int[] b) {
    return joined(a, b);
  }

  @Override
  public int[] subtract(int[] a, int[] b) {
    return joined(a, b);
  }

  @Override
  public int[] max(int[] a, int[] b) {
    return joined(a, b);
  }

  @Override
  public int[] min(int[] a, int[] b) {
    return joined(a, b);
  }

  @Override
  public int[] multiply(int[] a, int[] b) {
    return joined(a, b);
  }

  @Override
  public int[] concat(List<int[]> parts) {
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }

  @Override
  public int[] channels(int[] x, int from, int to) {
    return Arrays.copyOfRange(x, from, to);
  }

  @Override
  public int[] pick(Conv head, int[] x, int[] seen) {
    conv(head, x);
    return frame;
  }

  @Override
  public int[] depthToSpace(int[] x, int factor) {
    int taps = factor * factor;
    int[] large = new int[x.length / taps];
    for (int i = 0; i < x.length; i++) {
      join(x[i], x[i / taps * taps]);
      large[i / taps] = x[i / taps * taps];
    }
    return large;
  }

  @Override
  public int[] repeat(int[] x) {
    return x;
  }

  @Override
  public int[] mean(int[] x) {
    return x;
  }

  /** How important each group is: the sum over the channels that are written into it. */
  Map<Integer, Double> importance(Map<String, double[]> channels) {
    Map<Integer, Double> groups = new HashMap<>();
    for (String conv : writes.keySet()) {
      int[] written = writes(conv);
      double[] each = channels.get(conv);
      for (int i = 0; i < written.length; i++) {
        groups.merge(written[i], each[i], Double::sum);
      }
    }
    return groups;
  }
}
