package org.derain.rain;

/**
 * What the camera adds to everything, rain or not; it belongs to the truth as well.
 *
 * @param noise standard deviation on luma, in 8-bit steps, 0 to 50
 * @param jpeg quality of the recompression, 1 to 100; 0: none
 */
public record Sensor(double noise, int jpeg) {
  /** Adds nothing. */
  public static final Sensor NONE = new Sensor(0, 0);

  /** Checks the ranges. */
  public Sensor {
    Check.range("noise", noise, 0, 50);
    Check.range("jpeg", jpeg, 0, 100);
  }
}
