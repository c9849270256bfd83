package org.derain.rain.glass;

/** One drop on the glass, as it is now. Lengths in mm on the glass, times in seconds. */
final class Drop {
  /** Where it is: to the right and down along the glass from the camera's axis. */
  double u;

  double v;

  /** Radius, of a circle of about the same area. */
  double radius;

  /** Width as a multiple of the radius; the height is its inverse. */
  final double stretch;

  /** Steepness as a multiple of that of the shape. */
  final double steepness;

  final DropShape shape;
  final boolean mirrored;

  /** How it runs down; null: it sticks. */
  Running running;

  /** Seconds left of a piece of wet trail, which dries; infinite for a drop. */
  double left = Double.POSITIVE_INFINITY;

  /** Whether it must be drawn anew. */
  boolean changed = true;

  /** Where it was last drawn, as left, top, right, bottom in samples; null: nowhere. */
  int[] drawn;

  Drop(
      double u,
      double v,
      double radius,
      double stretch,
      double steepness,
      DropShape shape,
      boolean mirrored) {
    this.u = u;
    this.v = v;
    this.radius = radius;
    this.stretch = stretch;
    this.steepness = steepness;
    this.shape = shape;
    this.mirrored = mirrored;
  }

  /** Takes in another drop; volumes add. */
  void swallow(Drop other, double limit) {
    radius = Math.min(limit, Math.cbrt(radius * radius * radius + cube(other.radius)));
  }

  /** Leaves a drop behind. */
  void lose(Drop other, double least) {
    radius = Math.max(least, Math.cbrt(Math.max(0, cube(radius) - cube(other.radius))));
  }

  private static double cube(double x) {
    return x * x * x;
  }

  /** How a drop runs down: with stops, and not straight. */
  static final class Running {
    /** The speed in mm/s that it tends to. */
    final double fastest;

    /** The radius it began with. */
    final double began;

    double speed;

    /** Sideways per downwards. */
    double heading;

    /** Seconds until it stops or goes on. */
    double untilChange;

    boolean stopped;

    /** Way in mm since it left a piece of wet trail, and since it left a drop. */
    double sinceFilm;

    double sinceBead;

    Running(double fastest, double began) {
      this.fastest = fastest;
      this.began = began;
    }
  }
}
