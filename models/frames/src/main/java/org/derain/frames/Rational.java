package org.derain.frames;

/** A fraction, as FFmpeg gives time bases and frame rates. */
public record Rational(int num, int den) {
  /** The value; NaN when the denominator is 0 and so is the numerator. */
  public double value() {
    return (double) num / den;
  }

  @Override
  public String toString() {
    return num + "/" + den;
  }
}
