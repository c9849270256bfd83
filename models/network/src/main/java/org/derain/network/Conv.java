package org.derain.network;

/**
 * One convolution: odd {@code kernel}, stride 1 or 2, bias, zero padding that keeps the size.
 *
 * @param name names its weights {@code name.weight} [out, in, kernel, kernel] and {@code name.bias}
 *     [out]; the same name used twice shares them
 * @param dilation cells from one weight of the kernel to the next
 * @param gain scales the random start of the weights (1 = He initialisation)
 */
public record Conv(
    String name, int in, int out, int kernel, int stride, int dilation, double gain) {
  /** One whose weights read neighbouring cells. */
  public Conv(String name, int in, int out, int kernel, int stride, double gain) {
    this(name, in, out, kernel, stride, 1, gain);
  }

  /** Weights and biases. */
  public int parameters() {
    return in * out * kernel * kernel + out;
  }

  /** Padding on each side. */
  public int padding() {
    return kernel / 2 * dilation;
  }
}
