package org.derain.rain.render;

import java.util.Random;
import org.derain.frames.FrameFormat;
import org.derain.rain.Camera;
import org.derain.rain.Shells;

/** How the path of a drop during the exposure is seen: where, how wide, how much it covers. */
final class Projection {
  /** No drop covers more. */
  private static final double MOST = 0.95;

  private final Camera camera;
  private final double gain;
  private final double focal;
  private final int width;
  private final int height;
  private final double centreX;
  private final double centreY;
  private final Tremble shakeX;
  private final Tremble shakeY;
  private double swayX;
  private double swayY;
  private double swayRateX;
  private double swayRateY;

  Projection(Camera camera, double gain, FrameFormat format, Random random) {
    this.camera = camera;
    this.gain = gain;
    this.width = format.width();
    this.height = format.height();
    this.focal = camera.focal(width);
    this.centreX = width / 2.0;
    this.centreY = camera.horizon() * height;
    this.shakeX = new Tremble(random, focal * Math.toRadians(camera.shake()), 1, 8);
    this.shakeY = new Tremble(random, focal * Math.toRadians(camera.shake()), 1, 8);
    at(0);
  }

  /** What follows is seen from a time in seconds on. */
  void at(double time) {
    swayX = shakeX.value(time);
    swayY = shakeY.value(time);
    swayRateX = shakeX.rate(time);
    swayRateY = shakeY.rate(time);
  }

  /**
   * Adds the streak of a drop, if it is in the picture.
   *
   * @param x to the right of the view's axis, in metres
   * @param y below it
   * @param z along it, at least {@link Shells#NEAREST}
   * @param sideways speed to the right, in m/s
   * @param down speed downward, in m/s
   * @param diameter in mm
   * @param shine how much more (or less) than others this drop covers
   */
  void streak(
      double x,
      double y,
      double z,
      double sideways,
      double down,
      double diameter,
      double shine,
      Streaks into) {
    double open = camera.exposure();
    double later = z - camera.forward() * open;
    if (later < Shells.NEAREST) {
      open = (z - Shells.NEAREST) / camera.forward();
      later = Shells.NEAREST;
    }
    double x0 = centreX + focal * x / z + swayX;
    double y0 = centreY + focal * y / z + swayY;
    double x1 = centreX + focal * (x + sideways * open) / later + swayX + swayRateX * open;
    double y1 = centreY + focal * (y + down * open) / later + swayY + swayRateY * open;
    double middle = (z + later) / 2;
    double drop = focal * diameter / 1000 / middle;
    double blur = focal * camera.aperture() / 1000 * Math.abs(1 / middle - 1 / camera.focus());
    double wide = Math.hypot(drop, blur);
    if (Math.max(x0, x1) < -wide
        || Math.min(x0, x1) > width + wide
        || Math.max(y0, y1) < -wide
        || Math.min(y0, y1) > height + wide) {
      return;
    }
    double length = Math.hypot(x1 - x0, y1 - y0) * camera.exposure() / Math.max(open, 1e-9);
    // Sharp, this is D / (vT + D); blur spreads the same light over a wider disc.
    double cover = drop * drop / (wide * (length + wide)) * Math.min(1, wide);
    into.add(x0, y0, x1, y1, wide, Math.min(MOST, gain * shine * cover));
  }
}
