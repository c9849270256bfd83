package org.derain.rain.glass;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The form of a drop on glass, without its size: slopes of its surface and how far it covers a
 * point, sampled over a square from -REACH to REACH in radii of the drop; x to the right, y down
 * along the glass.
 *
 * <p>A sphere section over an outline that is no circle: with u = 1 on the top and 0 on the
 * outline, the height in radii is sqrt(cot²θ + u) - cot θ, which is the section of a sphere with
 * the contact angle θ where u = 1 - r². Drops sag: they are steeper below.
 */
final class DropShape {
  /** How far the square reaches from its middle, in radii. */
  static final double REACH = 1.5;

  /** Contact angle of the shapes in degrees; a drop scales slopes to its own. */
  static final double ANGLE = 38;

  private static final int SIDE = 72;
  private static final double STEP = 2 * REACH / SIDE;
  private static final double COT = 1 / Math.tan(Math.toRadians(ANGLE));

  /** Shapes of drops that stick: round ones, dented ones, and what became of two or three. */
  static final List<DropShape> STICKING = sticking();

  /** Shapes of drops that run down: a round bottom and a narrow top. */
  static final List<DropShape> RUNNING = running();

  private final float[] slopeX = new float[SIDE * SIDE];
  private final float[] slopeY = new float[SIDE * SIDE];
  private final float[] cover = new float[SIDE * SIDE];

  /** One lobe: a dented circle around (x, y). */
  private record Lobe(double x, double y, double radius, double[] dents, double narrow) {
    /** 1 in the middle, 0 on the outline, below outside. */
    double level(double px, double py) {
      double dx = px - x;
      double dy = py - y;
      double stretch = dy < 0 ? 1 + narrow * dy * dy : 1;
      dx *= stretch;
      double angle = Math.atan2(dy, dx);
      double outline = radius;
      for (int k = 0; k < dents.length / 2; k++) {
        outline += radius * dents[2 * k] * Math.cos((k + 2) * angle + dents[2 * k + 1]);
      }
      return 1 - (dx * dx + dy * dy) / (outline * outline);
    }
  }

  private DropShape(List<Lobe> lobes, double sag) {
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        double x = (column + 0.5) * STEP - REACH;
        double y = (row + 0.5) * STEP - REACH;
        double e = STEP / 2;
        int at = row * SIDE + column;
        slopeX[at] = (float) ((height(lobes, sag, x + e, y) - height(lobes, sag, x - e, y)) / STEP);
        slopeY[at] = (float) ((height(lobes, sag, x, y + e) - height(lobes, sag, x, y - e)) / STEP);
        // u falls by about 2 per radius at the outline: one sample of soft edge.
        cover[at] = (float) Math.max(0, Math.min(1, level(lobes, x, y) / (2 * STEP) + 0.5));
      }
    }
  }

  private static double height(List<Lobe> lobes, double sag, double x, double y) {
    double u = Math.max(-0.35, level(lobes, x, y));
    return (Math.sqrt(COT * COT + u) - COT) * (1 + sag * y);
  }

  /** Smooth union of the lobes: where drops touch, their surfaces flow together. */
  private static double level(List<Lobe> lobes, double x, double y) {
    if (lobes.size() == 1) {
      return lobes.get(0).level(x, y);
    }
    double sum = 0;
    for (Lobe lobe : lobes) {
      sum += Math.exp(5 * Math.max(-8, lobe.level(x, y)));
    }
    return Math.log(sum) / 5;
  }

  /** Slope to the right at (x, y) in radii from the middle; 0 outside the square. */
  float slopeX(double x, double y) {
    return sample(slopeX, x, y);
  }

  /** Slope downwards at (x, y). */
  float slopeY(double x, double y) {
    return sample(slopeY, x, y);
  }

  /** 1 inside the outline, 0 outside. */
  float cover(double x, double y) {
    return sample(cover, x, y);
  }

  private static float sample(float[] values, double x, double y) {
    double column = (x + REACH) / STEP - 0.5;
    double row = (y + REACH) / STEP - 0.5;
    if (!(column >= 0 && row >= 0 && column < SIDE - 1 && row < SIDE - 1)) {
      return 0;
    }
    int c = (int) column;
    int r = (int) row;
    float fx = (float) (column - c);
    float fy = (float) (row - r);
    int at = r * SIDE + c;
    float upper = values[at] + fx * (values[at + 1] - values[at]);
    float lower = values[at + SIDE] + fx * (values[at + SIDE + 1] - values[at + SIDE]);
    return upper + fy * (lower - upper);
  }

  private static List<DropShape> sticking() {
    Random random = new Random(41);
    List<DropShape> shapes = new ArrayList<>();
    for (int i = 0; i < 36; i++) {
      double dent = 0.02 + 0.1 * i / 36 * random.nextDouble();
      List<Lobe> lobes = new ArrayList<>();
      int count = i < 20 ? 1 : i < 30 ? 2 : 3;
      double direction = 2 * Math.PI * random.nextDouble();
      for (int n = 0; n < count; n++) {
        double size = count == 1 ? 1 : 0.55 + 0.3 * random.nextDouble();
        double away = count == 1 ? 0 : 0.5;
        double angle = direction + 2 * Math.PI * n / count + 0.5 * random.nextGaussian();
        lobes.add(
            new Lobe(away * Math.cos(angle), away * Math.sin(angle), size, dents(random, dent), 0));
      }
      shapes.add(new DropShape(lobes, 0.1 + 0.2 * random.nextDouble()));
    }
    return List.copyOf(shapes);
  }

  private static List<DropShape> running() {
    Random random = new Random(43);
    List<DropShape> shapes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double narrow = 0.35 + 0.5 * random.nextDouble();
      shapes.add(
          new DropShape(
              List.of(
                  new Lobe(0, 0.1, 0.95, dents(random, 0.03), narrow),
                  new Lobe(0.05 * random.nextGaussian(), -0.65, 0.5, dents(random, 0.03), narrow)),
              0.3));
    }
    return List.copyOf(shapes);
  }

  /** Amplitudes and phases of two to five dents around the outline. */
  private static double[] dents(Random random, double strength) {
    double[] dents = new double[8];
    for (int k = 0; k < 4; k++) {
      dents[2 * k] = strength * random.nextGaussian() / (1 + 0.4 * k);
      dents[2 * k + 1] = 2 * Math.PI * random.nextDouble();
    }
    return dents;
  }
}
