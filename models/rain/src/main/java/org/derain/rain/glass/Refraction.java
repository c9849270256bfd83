package org.derain.rain.glass;

/**
 * Where a ray of sight goes that leaves a drop, by Snell's law, for every slope of the drop's
 * surface. The camera looks along the axis onto glass that leans back by the tilt; a parallel sheet
 * of glass turns no ray, so it enters water straight from air, and leaves it through the drop's
 * surface, where it may be totally reflected.
 */
final class Refraction {
  /** Refractive index of water. */
  static final double WATER = 1.33;

  /** Largest slope in the table: that of 58 degrees. */
  private static final double STEEPEST = 1.6;

  private static final int SIDE = 129;
  private static final double STEP = 2 * STEEPEST / (SIDE - 1);

  /** What is left of the light at the rim, where it only comes round corners. */
  private static final double DARK = 0.15;

  /** Largest tangent of an angle off the axis that is told apart. */
  private static final double WIDEST = 3;

  private final float[] right = new float[SIDE * SIDE];
  private final float[] down = new float[SIDE * SIDE];
  private final float[] light = new float[SIDE * SIDE];

  /** The table for glass leaning back by an angle in degrees. */
  Refraction(double tilt) {
    double sine = Math.sin(Math.toRadians(tilt));
    double cosine = Math.cos(Math.toRadians(tilt));
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        trace(row * SIDE + column, column * STEP - STEEPEST, row * STEP - STEEPEST, sine, cosine);
      }
    }
  }

  /** Coordinates on the glass: u to the right, v down along it, w outwards. */
  private void trace(int at, double slopeX, double slopeY, double sine, double cosine) {
    double v = sine / WATER;
    double w = Math.sqrt(1 - v * v);
    double length = Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY);
    double nu = -slopeX / length;
    double nv = -slopeY / length;
    double nw = 1 / length;
    double incidence = v * nv + w * nw;
    double square = 1 - WATER * WATER * (1 - incidence * incidence);
    // Beyond the critical angle light is reflected inside: nearly dark, from where the limit looks.
    double out = Math.sqrt(Math.max(0, square));
    double along = out - WATER * incidence;
    double tu = along * nu;
    double tv = WATER * v + along * nv;
    double tw = WATER * w + along * nw;
    double forward = tv * sine + tw * cosine;
    double distance = Math.max(forward, 0.05);
    right[at] = (float) clamp(tu / distance);
    down[at] = (float) clamp((tv * cosine - tw * sine) / distance);
    double through = square <= 0 || incidence <= 0 ? 0 : transmission(incidence, out);
    light[at] = (float) Math.max(DARK, through);
  }

  /** Fresnel's transmission from water to air for unpolarised light. */
  private static double transmission(double inside, double outside) {
    double s = (WATER * inside - outside) / (WATER * inside + outside);
    double p = (WATER * outside - inside) / (WATER * outside + inside);
    return 1 - (s * s + p * p) / 2;
  }

  private static double clamp(double tangent) {
    return Math.max(-WIDEST, Math.min(WIDEST, tangent));
  }

  /** The entry for a surface of the given slopes. */
  int entry(double slopeX, double slopeY) {
    return index(slopeY) * SIDE + index(slopeX);
  }

  private static int index(double slope) {
    return (int) (Math.max(-STEEPEST, Math.min(STEEPEST, slope)) / STEP + SIDE / 2 + 0.5);
  }

  /** Tangent of the angle to the right of straight on. */
  float right(int entry) {
    return right[entry];
  }

  /** Tangent of the angle downwards. */
  float down(int entry) {
    return down[entry];
  }

  /** Share of the light that comes through, 0 to 1. */
  float light(int entry) {
    return light[entry];
  }
}
