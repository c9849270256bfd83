package org.derain.rain;

import java.util.Random;

/**
 * How much it rains, and how a camera sees it.
 *
 * <p>Drops larger than D per cubic metre: {@code 8000 / Λ · exp(-Λ D)}, Λ = 4.1 · R^-0.21 per mm
 * (Marshall and Palmer 1948). Speed: {@code 9.65 - 10.3 · exp(-0.6 D)} m/s (Atlas et al. 1973).
 * Extinction: 0.312 · R^0.67 per km.
 *
 * @param rate R in mm/h: 1 drizzle, 5 light, 25 heavy, 100 cloudburst; above 0, at most 200
 * @param wind sideways in m/s, positive to the right, -60 to 60
 * @param gusts standard deviation of the wind in m/s, 0 to 20; they come and go within seconds
 * @param gain by which the opacity is stronger than physics, as in the field's training sets; 1:
 *     not; above 0, at most 60
 * @param camera how it is seen
 */
public record Rainfall(double rate, double wind, double gusts, double gain, Camera camera) {
  /** The smallest and the largest drop in mm. */
  static final double SMALLEST = 0.5;

  public static final double LARGEST = 6;

  /** Checks the ranges. */
  public Rainfall {
    Check.above("rate (mm/h)", rate, 0, 200);
    Check.range("wind (m/s)", wind, -60, 60);
    Check.range("gusts (m/s)", gusts, 0, 20);
    Check.above("gain", gain, 0, 60);
    if (camera == null) {
      throw new IllegalArgumentException("camera: missing");
    }
  }

  /** Λ of the drop size distribution, per mm. */
  public double slope() {
    return 4.1 * Math.pow(rate, -0.21);
  }

  /** Drops per cubic metre that are larger than a diameter in mm. */
  public double drops(double diameter) {
    return 8000 / slope() * Math.exp(-slope() * diameter);
  }

  /** Terminal speed in m/s of a drop of a diameter in mm. */
  public static double speed(double diameter) {
    return Math.max(0.2, 9.65 - 10.3 * Math.exp(-0.6 * diameter));
  }

  /** What a drop of a diameter in mm at full sharpness covers of its path, 0 to 1, without gain. */
  public static double opacity(double diameter, double speed, double exposure) {
    return diameter / (1000 * speed * exposure + diameter);
  }

  /** Extinction of the rain's veil per kilometre. */
  public double extinction() {
    return 0.312 * Math.pow(rate, 0.67);
  }

  /** A diameter in mm between two, by inverse exponential. */
  public double diameter(Random random, double smallest, double largest) {
    double from = Math.exp(-slope() * smallest);
    double to = Math.exp(-slope() * largest);
    return -Math.log(from - random.nextDouble() * (from - to)) / slope();
  }
}
