package org.derain.rain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The streaks of a rainfall as layers of repeating textures. */
final class FarRain {
  /** Borders of the depth layers in metres, far to near. */
  private static final double[] DEPTHS = {18, 8, 3.5, 1.5, 0.6};

  /** Typical drop of a layer in mm: what is near is seen even when it is small. */
  private static final double[] DROPS = {2.2, 1.9, 1.6, 1.3};

  private FarRain() {}

  static List<StreakLayer> layers(Rainfall fall, int width, double framesPerSecond, long seed) {
    Random random = new Random(seed);
    List<StreakLayer> layers = new ArrayList<>();
    for (int i = 0; i < DROPS.length; i++) {
      layers.add(layer(fall, i, width, framesPerSecond, random));
    }
    return List.copyOf(layers);
  }

  private static StreakLayer layer(
      Rainfall rain, int index, int width, double framesPerSecond, Random random) {
    double focal = rain.camera().focal(width);
    double far = DEPTHS[index];
    double near = DEPTHS[index + 1];
    double distance = (far + near) / 2;
    double drop = DROPS[index];
    double fall = Rainfall.speed(drop);
    double speed = Math.hypot(fall, rain.wind());
    double volume = (Math.pow(far, 3) - Math.pow(near, 3)) / (3 * focal * focal);
    double exposure = rain.camera().exposure();
    double opacity = Math.min(0.9, rain.gain() * Rainfall.opacity(drop, speed, exposure));
    return new StreakLayer(
        StreakLayer.Kind.LINES,
        random.nextLong(),
        Math.max(2, focal * speed * exposure / distance),
        focal * drop / 1000 / distance,
        Math.toDegrees(Math.atan2(rain.wind(), fall)),
        1.5,
        Math.min(60, 10_000 * rain.drops(0.75 * drop) * volume),
        distance < 2 ? 0.8 : 0,
        opacity,
        false,
        focal * speed / framesPerSecond / distance);
  }
}
