package org.derain.rain;

import java.util.Random;

/** Draws values, veils and sensors. */
final class Draw {
  private final Random random;

  Draw(Random random) {
    this.random = random;
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  double logUniform(double from, double to) {
    return from * Math.pow(to / from, random.nextDouble());
  }

  /** A normal deviate, at most three deviations away. */
  double normal(double deviation) {
    return deviation * Math.max(-3, Math.min(3, random.nextGaussian()));
  }

  /** A veil of a share at 100 m, thicker or thinner above by a standard deviation. */
  Veil veil(double share, double airlight, double variety) {
    double slope = variety * random.nextGaussian();
    double middle = -Math.log(1 - share);
    double far = -Math.log(1 - Math.max(0, Math.min(0.9, share * (1 + slope))));
    double near = -Math.log(1 - Math.max(0, Math.min(0.9, share * (1 - slope))));
    return new Veil(10 * middle, airlight, Depth.layers(100 * near / middle, 100 * far / middle));
  }

  /** Half of the time some noise, and mostly a recompression. */
  Sensor sensor(double most) {
    double noise = chance(0.5) ? most * random.nextDouble() : 0;
    int jpeg = chance(0.6) ? 50 + random.nextInt(48) : 0;
    return new Sensor(noise, jpeg);
  }
}
