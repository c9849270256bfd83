package org.derain.perf;

/**
 * A straight line through points: what something costs at once, and what each further unit costs.
 *
 * @param intercept value at 0
 * @param slope growth per unit
 */
record Line(double intercept, double slope) {
  /** The line with the least squared vertical distances; at least two different {@code x}. */
  static Line through(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(x.length + " positions for " + y.length + " values");
    }
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += x[i] / x.length;
      meanY += y[i] / x.length;
    }
    double product = 0;
    double square = 0;
    for (int i = 0; i < x.length; i++) {
      product += (x[i] - meanX) * (y[i] - meanY);
      square += (x[i] - meanX) * (x[i] - meanX);
    }
    if (square == 0) {
      throw new IllegalArgumentException("a line needs two different positions");
    }
    double slope = product / square;
    return new Line(meanY - slope * meanX, slope);
  }
}
