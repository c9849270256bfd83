package org.derain.rain.glass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.derain.rain.Glass;

/** Lets drops fall onto a glass: their sizes, shapes and places. */
final class Landing {
  /** Radii are as frequent as their negative power: many small, few large. */
  private static final double POWER = 2.3;

  /** How often a free place is looked for. */
  private static final int TRIES = 6;

  private static final double FLATTEST = 30;
  private static final double STEEPEST = 45;

  private final Glass glass;
  private final Pane pane;
  private final Random random;
  private final double top;
  private final double bottom;
  private final double deepest;

  Landing(Glass glass, Pane pane, Random random) {
    this.glass = glass;
    this.pane = pane;
    this.random = random;
    this.top = pane.top();
    this.bottom = pane.bottom();
    this.deepest = Math.max(pane.depth(top), pane.depth(bottom));
  }

  /** All drops of the first frame, large before small, hardly any on another. */
  List<Drop> all() {
    double pixels = (double) pane.width() * pane.height();
    double units = pixels * 640 * 640 / ((double) pane.width() * pane.width()) / 10_000;
    double[] radii = new double[(int) Math.round(glass.density() * units)];
    for (int i = 0; i < radii.length; i++) {
      radii[i] = radius();
    }
    Arrays.sort(radii);
    List<Drop> drops = new ArrayList<>(radii.length);
    for (int i = radii.length - 1; i >= 0; i--) {
      drops.add(free(radii[i], drops));
    }
    return drops;
  }

  /** A drop of any size at any place. */
  Drop any() {
    return sticking(radius());
  }

  private Drop free(double radius, List<Drop> others) {
    Drop drop = sticking(radius);
    for (int n = 1; n < TRIES && touches(drop, others); n++) {
      place(drop);
    }
    return drop;
  }

  private static boolean touches(Drop drop, List<Drop> others) {
    for (Drop other : others) {
      double u = drop.u - other.u;
      double v = drop.v - other.v;
      double near = 1.15 * (drop.radius + other.radius);
      if (u * u + v * v < near * near) {
        return true;
      }
    }
    return false;
  }

  private Drop sticking(double radius) {
    DropShape shape = DropShape.STICKING.get(random.nextInt(DropShape.STICKING.size()));
    Drop drop =
        new Drop(
            0,
            0,
            radius,
            Math.exp(0.08 * random.nextGaussian()),
            steepness(),
            shape,
            random.nextBoolean());
    place(drop);
    return drop;
  }

  /** A drop that runs down, from where another one is. */
  Drop running(Drop from) {
    DropShape shape = DropShape.RUNNING.get(random.nextInt(DropShape.RUNNING.size()));
    Drop drop =
        new Drop(
            from.u,
            from.v,
            from.radius,
            Math.exp(0.05 * random.nextGaussian() - 0.05),
            steepness(),
            shape,
            random.nextBoolean());
    double axis = glass.speed() * pane.width() / 640 / pane.downwards(0);
    drop.running = new Drop.Running(axis * Math.exp(0.4 * random.nextGaussian()), from.radius);
    drop.running.stopped = random.nextBoolean();
    drop.running.untilChange = random.nextDouble();
    return drop;
  }

  /** A drop that runs in from above the picture, of the size that another one began with. */
  Drop above(Drop gone) {
    Drop next = sticking(gone.running.began);
    next.v = top - next.radius;
    return running(next);
  }

  /**
   * What a running drop leaves behind.
   *
   * @param size as a share of its radius
   * @param steepness as a share of what the shape has
   */
  Drop piece(Drop of, double u, double v, double size, double stretch, double steepness) {
    DropShape shape = DropShape.STICKING.get(random.nextInt(DropShape.STICKING.size() / 2));
    double beside = u + 0.06 * of.radius * random.nextGaussian();
    return new Drop(beside, v, size * of.radius, stretch, steepness, shape, random.nextBoolean());
  }

  /** Evenly over the part of the glass that is seen, which is wider where it is farther away. */
  private void place(Drop drop) {
    do {
      drop.v = top + (bottom - top) * random.nextDouble();
    } while (random.nextDouble() * deepest > pane.depth(drop.v));
    drop.u = pane.reach(drop.v) * (2 * random.nextDouble() - 1);
  }

  private double radius() {
    double a = Math.pow(glass.smallest(), 1 - POWER);
    double b = Math.pow(glass.largest(), 1 - POWER);
    return Math.pow(a + random.nextDouble() * (b - a), 1 / (1 - POWER));
  }

  private double steepness() {
    double angle = FLATTEST + (STEEPEST - FLATTEST) * random.nextDouble();
    return Math.tan(Math.toRadians(angle)) / Math.tan(Math.toRadians(DropShape.ANGLE));
  }
}
