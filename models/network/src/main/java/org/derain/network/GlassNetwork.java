package org.derain.network;

import java.util.List;
import org.derain.frames.TimeStatistics;
import org.derain.zoo.GlassContract;

/**
 * The network that finds drops on the glass, written once: statistics over time ({@link
 * TimeStatistics}) go in, [batch, channels, rows, columns], sides divisible by {@link #MULTIPLE};
 * what comes out says how likely a place is covered, before the sigmoid, [batch, 1, rows, columns].
 * A U-Net (Ronneberger et al., 2015) from half of that size down to a sixteenth.
 *
 * @param <T> a tensor of the implementation
 */
final class GlassNetwork<T> {
  /** Sides must be a multiple of this. */
  static final int MULTIPLE = GlassContract.MULTIPLE;

  private static final int HALF = 16;
  private static final int QUARTER = 24;
  private static final int EIGHTH = 40;
  private static final int SIXTEENTH = 48;

  private static final Conv STEM = new Conv("stem", TimeStatistics.CHANNELS, HALF, 2, 2, 1);
  private static final Conv LOOK = same("look", HALF, HALF);
  private static final Conv DOWN_QUARTER = down("down.quarter", HALF, QUARTER);
  private static final Conv AT_QUARTER = same("quarter", QUARTER, QUARTER);
  private static final Conv DOWN_EIGHTH = down("down.eighth", QUARTER, EIGHTH);
  private static final Conv AT_EIGHTH = same("eighth", EIGHTH, EIGHTH);
  private static final Conv DEEP = down("deep", EIGHTH, SIXTEENTH);
  private static final Conv WIDE = new Conv("wide", SIXTEENTH, SIXTEENTH, 3, 1, 2, 1);
  private static final Conv UP_EIGHTH = same("up.eighth", EIGHTH + SIXTEENTH, EIGHTH);
  private static final Conv UP_QUARTER = same("up.quarter", QUARTER + EIGHTH, QUARTER);
  private static final Conv UP_HALF = same("up.half", HALF + QUARTER, HALF);
  private static final Conv HEAD = new Conv("head", HALF, 4, 3, 1, 0.1);

  /** All of its convolutions. */
  static final List<Conv> ALL =
      List.of(
          STEM,
          LOOK,
          DOWN_QUARTER,
          AT_QUARTER,
          DOWN_EIGHTH,
          AT_EIGHTH,
          DEEP,
          WIDE,
          UP_EIGHTH,
          UP_QUARTER,
          UP_HALF,
          HEAD);

  private final Operators<T> ops;

  GlassNetwork(Operators<T> ops) {
    this.ops = ops;
  }

  private static Conv same(String name, int in, int out) {
    return new Conv(name, in, out, 3, 1, 1);
  }

  private static Conv down(String name, int in, int out) {
    return new Conv(name, in, out, 3, 2, 1);
  }

  /** How likely each place is covered, before the sigmoid. */
  T run(T statistics) {
    T half = next(LOOK, next(STEM, statistics));
    T quarter = next(AT_QUARTER, next(DOWN_QUARTER, half));
    T eighth = next(AT_EIGHTH, next(DOWN_EIGHTH, quarter));
    T deep = next(WIDE, next(DEEP, eighth));
    eighth = next(UP_EIGHTH, beside(eighth, deep));
    quarter = next(UP_QUARTER, beside(quarter, eighth));
    half = next(UP_HALF, beside(half, quarter));
    return ops.depthToSpace(ops.conv(HEAD, half));
  }

  private T next(Conv conv, T x) {
    return ops.relu(ops.conv(conv, x));
  }

  private T beside(T fine, T coarse) {
    return ops.concat(List.of(fine, ops.repeat(coarse)));
  }
}
