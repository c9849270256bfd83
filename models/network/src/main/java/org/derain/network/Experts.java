package org.derain.network;

import java.util.List;

/**
 * Layers of experts that add to what is there (the asymmetric mixture of UniRain, arXiv
 * 2603.03967): a router reads the whole picture and says how much each expert counts. Soft: all
 * count, {@code x + Σ R_i E_i(x)}. Hard: the two that count most, the others exactly nothing. Every
 * expert is computed and then multiplied by its weight, in an ONNX file too: nothing is skipped.
 *
 * @param ops the implementation
 * @param <T> a tensor of the implementation
 */
record Experts<T>(Operators<T> ops) {
  /** Experts in a layer; {@link #second} is written for four. */
  static final int COUNT = 4;

  /** Channels inside an expert: four are as dear as two residual blocks of 32 channels. */
  private static final int HIDDEN = 16;

  /**
   * What a layer made.
   *
   * @param features with what the experts added
   * @param routes how much each expert counts before any is left out, [batch, {@link #COUNT}, 1,
   *     1], in sum 1
   * @param <T> a tensor of the implementation
   */
  record Routed<T>(T features, T routes) {}

  /**
   * A layer.
   *
   * @param name of its weights
   * @param x features of some channels
   * @param told what the router reads, [batch, wide, 1, 1]
   * @param hard whether two experts alone count
   */
  Routed<T> layer(String name, T x, int channels, T told, int wide, boolean hard) {
    T routes = ops.softmax(ops.conv(new Conv(name + ".router", wide, COUNT, 1, 1, 1), told));
    T counts = hard ? ops.multiply(routes, ops.atLeast(routes, second(routes))) : routes;
    T sum = x;
    for (int i = 0; i < COUNT; i++) {
      String expert = name + ".expert" + i;
      T y = ops.relu(ops.conv(new Conv(expert + ".a", channels, HIDDEN, 3, 1, 1), x));
      y = ops.conv(new Conv(expert + ".b", HIDDEN, channels, 3, 1, 0.5), y);
      sum = ops.add(sum, ops.multiply(y, ops.channels(counts, i, i + 1)));
    }
    return new Routed<>(sum, routes);
  }

  /** The second largest of four: of the two larger ones the smaller, or of the smaller ones one. */
  private T second(T four) {
    List<T> each =
        List.of(
            ops.channels(four, 0, 1),
            ops.channels(four, 1, 2),
            ops.channels(four, 2, 3),
            ops.channels(four, 3, 4));
    T lesser = ops.min(ops.max(each.get(0), each.get(1)), ops.max(each.get(2), each.get(3)));
    T other = ops.max(ops.min(each.get(0), each.get(1)), ops.min(each.get(2), each.get(3)));
    return ops.max(lesser, other);
  }
}
