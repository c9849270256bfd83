package org.derain.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /**
   * The same convolution of the same tensor with several choices of channels, one result behind the
   * other.
   */
  default T convAll(Conv conv, T x, List<int[]> reads) {
    return concat(reads.stream().map(read -> conv(conv, x, read)).toList());
  }

  /** max(x, 0). */
  T relu(T x);

  /** 1 / (1 + exp(-x)). */
  T sigmoid(T x);

  /** exp(x) / Σ exp(x) over channels. */
  T softmax(T x);

  /** 1 where x is at least {@code least}, which may be one channel, else 0; without gradient. */
  T atLeast(T x, T least);

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
   * What convolutions read of a window: the texture, then what each other frame differs from the
   * centre by, the nearer ones first; perhaps followed by channels that nothing reads.
   *
   * @param frames the window, centre in the middle
   * @param texture channels of the centre without its brightness
   */
  default T differences(List<T> frames, T texture) {
    int centre = frames.size() / 2;
    List<T> parts = new ArrayList<>(List.of(texture));
    for (int frame : others(frames.size())) {
      parts.add(subtract(frames.get(frame), frames.get(centre)));
    }
    return concat(parts);
  }

  /** The frames of a window but the centre, the nearer ones first. */
  static List<Integer> others(int window) {
    int centre = window / 2;
    return IntStream.rangeClosed(1, centre)
        .boxed()
        .flatMap(far -> Stream.of(centre - far, centre + far))
        .toList();
  }

  /**
   * Applies masks that a last convolution draws, and adds the residual that it draws behind them:
   * {@code Σ mask_i · difference_i + residual}.
   *
   * @param head of which {@code out} are a mask for each channel of the differences and a residual
   *     for each of a frame
   * @param x what it reads
   * @param seen texture and differences, as from {@link #differences}
   * @return as many channels as a frame has
   */
  T pick(Conv head, T x, T seen);

  /**
   * Moves n · factor² channels to n channels that are {@code factor} times as long each way;
   * torch's pixel_shuffle order.
   */
  T depthToSpace(T x, int factor);

  /** Moves 4n channels to n channels of twice the size. */
  default T depthToSpace(T x) {
    return depthToSpace(x, 2);
  }

  /** Adds to a tensor what a 1x1 convolution draws at half its size, with 4n channels for n. */
  default T raise(Conv conv, T x, T onto) {
    return add(onto, depthToSpace(conv(conv, x)));
  }

  /** Twice as large each way: every sample becomes four. */
  T repeat(T x);

  /** Mean over rows and columns, which become 1 by 1. */
  T mean(T x);
}
