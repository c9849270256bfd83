package org.derain.network;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the network is made of. Tensors are [batch, channels, rows, columns].
 *
 * @param <T> a tensor of the implementation
 */
public interface Operators<T> {
  /**
   * A convolution with bias and zero padding; a name used twice shares its weights.
   *
   * @param reads the channels of x that it reads, in the order of its weights
   */
  T conv(Conv conv, T x, int[] reads);

  /** A convolution that reads the first {@code conv.in()} channels. */
  default T conv(Conv conv, T x) {
    return conv(conv, x, IntStream.range(0, conv.in()).toArray());
  }

  /** max(x, 0). */
  T relu(T x);

  /** 1 / (1 + exp(-x)). */
  T sigmoid(T x);

  /** log(x + least). */
  T log(T x, double least);

  /** 0 up to {@code low}, 1 from {@code high} on, and straight between. */
  T ramp(T x, double low, double high);

  /** a + b; b may be one row and one column, which is then repeated. */
  T add(T a, T b);

  /** a - b; b may be one row and one column, which is then repeated. */
  T subtract(T a, T b);

  /** The larger of a and b, sample by sample. */
  T max(T a, T b);

  /** The smaller of a and b, sample by sample. */
  T min(T a, T b);

  /** a * b, sample by sample; b may be one channel, or one row and one column. */
  T multiply(T a, T b);

  /** Channels of all parts, one behind the other; perhaps followed by some that nothing reads. */
  T concat(List<T> parts);

  /** Channels {@code from} (included) to {@code to} (excluded). */
  T channels(T x, int from, int to);

  /**
   * Sums channels {@code i, i + n, i + 2n, ...} of the first {@code channels} into channel i, where
   * n = channels / groups.
   */
  T sumGroups(T x, int channels, int groups);

  /**
   * Moves n · factor² channels to n channels that are {@code factor} times as long each way;
   * torch's pixel_shuffle order.
   */
  T depthToSpace(T x, int factor);

  /** Moves 4n channels to n channels of twice the size. */
  default T depthToSpace(T x) {
    return depthToSpace(x, 2);
  }

  /** Twice as large each way: every sample becomes four. */
  T repeat(T x);

  /** Mean over rows and columns, which become 1 by 1. */
  T mean(T x);
}
