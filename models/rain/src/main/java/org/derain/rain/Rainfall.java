package org.derain.rain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rain in physical units, turned into layers of streaks as a camera would see them.
 *
 * <p>Drops larger than D per cubic metre: {@code 8000 / Λ · exp(-Λ D)}, Λ = 4.1 · R^-0.21 per mm
 * (Marshall and Palmer 1948). Speed: {@code 9.65 - 10.3 · exp(-0.6 D)} m/s (Atlas et al. 1973). A
 * drop at Z metres leaves a streak of {@code f · v · T / Z} pixels, {@code f · D / Z} wide, which
 * covers what is behind it to {@code D / (v T + D)} (Garg and Nayar 2007). Veil: extinction 0.312 ·
 * R^0.67 per km.
 *
 * @param rate R in mm/h: 1 drizzle, 5 light, 25 heavy, 100 cloudburst; above 0, at most 200
 * @param wind sideways in m/s, positive to the right
 * @param exposure T in seconds; at most 0.1
 * @param gain by which the opacity is stronger than physics, as in the field's training sets; 1:
 *     not
 * @param depth of the scene in metres, over which the veil gathers; 0: no veil
 * @param noise standard deviation of the sensor's noise on luma, in 8-bit steps
 */
public record Rainfall(
    double rate, double wind, double exposure, double gain, double depth, double noise) {
  /** Borders of the depth layers in metres, far to near. */
  private static final double[] DEPTHS = {18, 8, 3.5, 1.5, 0.6};

  /** Typical drop of a layer in mm: what is near is seen even when it is small. */
  private static final double[] DROPS = {2.2, 1.9, 1.6, 1.3};

  /** Focal length as a multiple of the picture's width: a horizontal view of 58 degrees. */
  private static final double FOCAL = 0.9;

  /** Checks the ranges. */
  public Rainfall {
    if (!(rate > 0 && rate <= 200)) {
      throw new IllegalArgumentException("a rain rate above 0 and up to 200 mm/h, not " + rate);
    }
    if (!(exposure > 0 && exposure <= 0.1)) {
      throw new IllegalArgumentException("an exposure above 0 and up to 0.1 s, not " + exposure);
    }
    if (!(Math.abs(wind) <= 60)) {
      throw new IllegalArgumentException("a wind of at most 60 m/s, not " + wind);
    }
    if (!(gain > 0 && gain <= 30 && depth >= 0 && noise >= 0 && noise <= 50)) {
      throw new IllegalArgumentException(
          "a gain above 0 and up to 30, a depth of 0 or more, noise from 0 to 50");
    }
  }

  /**
   * The parameters for a clip.
   *
   * @param width of the picture in pixels
   * @param framesPerSecond how far a drop falls between frames
   */
  public RainParameters parameters(int width, double framesPerSecond, long seed) {
    double focal = FOCAL * width;
    Random random = new Random(seed);
    List<StreakLayer> layers = new ArrayList<>();
    for (int i = 0; i < DROPS.length; i++) {
      layers.add(layer(i, focal, framesPerSecond, random));
    }
    double veil = 1 - Math.exp(-0.312 * Math.pow(rate, 0.67) * depth / 1000);
    return new RainParameters(seed, List.copyOf(layers), 0.7, veil, 60, 0.5, noise, 0);
  }

  private StreakLayer layer(int index, double focal, double framesPerSecond, Random random) {
    double far = DEPTHS[index];
    double near = DEPTHS[index + 1];
    double distance = (far + near) / 2;
    double drop = DROPS[index];
    double fall = 9.65 - 10.3 * Math.exp(-0.6 * drop);
    double speed = Math.hypot(fall, wind);
    double lambda = 4.1 * Math.pow(rate, -0.21);
    double drops = 8000 / lambda * Math.exp(-lambda * 0.75 * drop);
    double volume = (Math.pow(far, 3) - Math.pow(near, 3)) / (3 * focal * focal);
    double path = 1000 * speed * exposure;
    double opacity = Math.min(0.9, gain * drop / (path + drop));
    return new StreakLayer(
        StreakLayer.Kind.LINES,
        random.nextLong(),
        Math.max(2, focal * speed * exposure / distance),
        focal * drop / 1000 / distance,
        Math.toDegrees(Math.atan2(wind, fall)),
        1.5,
        Math.min(60, 10_000 * drops * volume),
        distance < 2 ? 0.8 : 0,
        opacity,
        false,
        focal * speed / framesPerSecond / distance);
  }
}
