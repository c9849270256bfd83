package org.derain.rain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The streaks of a rainfall that are too fine to be drawn one by one, as layers of repeating
 * textures: those down to a quarter of the finest width that is drawn.
 */
final class FarRain {
  /** More streaks than this per 10 000 pixels are no longer told apart; they get denser instead. */
  private static final double CROWDED = 50;

  /** By how much opacity may rise for streaks that are left out. */
  private static final double DENSER = 2.5;

  /** Streaks of a camera that moves faster, in m/s, are not parallel: textures cannot show them. */
  private static final double RADIAL = 3;

  private FarRain() {}

  /** From far to near. */
  static List<StreakLayer> layers(Rainfall fall, int width, double framesPerSecond, long seed) {
    if (Math.abs(fall.camera().forward()) > RADIAL) {
      return List.of();
    }
    Random random = new Random(seed);
    Shells shells = new Shells(fall, width);
    List<StreakLayer> layers = new ArrayList<>();
    for (double wide : new double[] {0.5 * shells.finest(), shells.finest()}) {
      layers.add(layer(fall, shells, wide, framesPerSecond, random));
    }
    return List.copyOf(layers);
  }

  private static StreakLayer layer(
      Rainfall rain, Shells shells, double wide, double framesPerSecond, Random random) {
    double focal = shells.focal();
    double exposure = rain.camera().exposure();
    double density = 0;
    double drop = 0;
    double distance = 0;
    for (int c = 0; c < Shells.classes(); c++) {
      double near = shells.depth(c, wide);
      double far = shells.depth(c, wide / 2);
      double share =
          10_000
              * shells.perCubicMetre(c)
              * (Math.pow(far, 3) - Math.pow(near, 3))
              / (3 * focal * focal);
      density += share;
      drop += share * Shells.typical(c);
      distance += share * (0.35 * near + 0.65 * far);
    }
    drop = density == 0 ? 1 : drop / density;
    distance = density == 0 ? 1 : distance / density;
    double fall = Rainfall.speed(drop);
    double speed = Math.hypot(fall, rain.wind());
    double crowd = Math.max(1, Math.min(DENSER, density / CROWDED));
    double opacity = crowd * rain.gain() * Rainfall.opacity(drop, speed, exposure);
    return new StreakLayer(
        StreakLayer.Kind.LINES,
        random.nextLong(),
        Math.max(1.5, focal * speed * exposure / distance),
        0.7 * wide,
        Math.toDegrees(Math.atan2(rain.wind(), fall)),
        1.5,
        Math.min(CROWDED, density),
        0,
        Math.min(0.9, opacity),
        StreakLayer.Blend.COVER,
        focal * speed / framesPerSecond / distance,
        null,
        null,
        null);
  }
}
