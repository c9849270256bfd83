package org.derain.network;

/**
 * One convolution with bias. An odd {@code kernel} has zero padding that keeps the size (divided by
 * the stride); an even one is as large as its stride and takes the picture apart into cells.
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
    return kernel % 2 == 0 ? 0 : kernel / 2 * dilation;
  }
}
