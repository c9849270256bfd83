package org.derain.rain;

import java.util.List;

/**
 * Everything that makes the rain of a clip; with the seed the same rain comes again.
 *
 * @param seed of all that differs from frame to frame
 * @param layers far to near
 * @param ambient how much of a streak's light comes from the brightest part of the scene, the rest
 *     from what is around it, 0 to 1
 * @param veil share of the scene's light that the rain too far away to be seen as streaks replaces,
 *     0 to 1 (1 - transmission); it belongs to the rain and is absent from the truth
 * @param airlight brightness of the veil above the mean luma of the picture, in 8-bit steps
 * @param slope how much thicker the veil is at the top (far) than at the bottom: -1 to 1 times
 *     itself
 * @param noise standard deviation of the sensor's noise on luma, in 8-bit steps
 * @param jpeg quality of the recompression, 1 to 100; 0: none
 */
public record RainParameters(
    long seed,
    List<StreakLayer> layers,
    double ambient,
    double veil,
    double airlight,
    double slope,
    double noise,
    int jpeg) {

  /** Whether there is no rain at all. */
  public boolean dry() {
    return layers.isEmpty();
  }
}
