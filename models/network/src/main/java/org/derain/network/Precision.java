package org.derain.network;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * How convolutions compute in libtorch. Weights, sums over pictures and frames are always FLOAT.
 */
public enum Precision {
  /** 32 bit. */
  FLOAT(torch.ScalarType.Float),

  /**
   * bfloat16 (8 bits of mantissa) with sums of 32 bit: two to three times as fast where the
   * processor has instructions for it, many times slower where it has not.
   */
  BFLOAT16(torch.ScalarType.BFloat16);

  private static final int TRIES = 5;

  private final torch.ScalarType type;

  Precision(torch.ScalarType type) {
    this.type = type;
  }

  /**
   * The faster one for learning: on the processor by a trial of some ten milliseconds, on a GPU
   * bfloat16.
   */
  public static Precision fastest(Device device) {
    return device == Device.CUDA || BFLOAT16.trial() < FLOAT.trial() ? BFLOAT16 : FLOAT;
  }

  /** The least time of a convolution and its gradient, in nanoseconds. */
  private long trial() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      try (PointerScope scope = new PointerScope()) {
        Tensor x = of(torch.randn(4, 48, 32, 32)).set_requires_grad(true);
        Tensor weight = of(torch.randn(48, 48, 3, 3)).set_requires_grad(true);
        long start = System.nanoTime();
        torch
            .conv2d(
                x,
                weight,
                new TensorOptional(),
                new long[] {1, 1},
                new long[] {1, 1},
                new long[] {1, 1},
                1)
            .sum()
            .backward();
        least = Math.min(least, System.nanoTime() - start);
      }
    }
    return least;
  }

  /** A tensor with this precision. */
  Tensor like(Tensor x) {
    return x.toType(type);
  }

  /** A tensor [n, channels, rows, columns] as convolutions read it fastest: channels innermost. */
  Tensor of(Tensor x) {
    return like(x).contiguous(torch.MemoryFormat.ChannelsLast);
  }
}
