package org.derain.rain;

/**
 * A darkened scene with lamps. The scene's part belongs to the truth as well: the truth is the same
 * night without rain.
 *
 * @param level mean luma to which the scene is darkened, in 8-bit steps, 1 to 255; a darker scene
 *     stays as it is
 * @param lamps placed from the seed, 0 to 40, beside the bright points found in the scene
 * @param brightness of the lamps, 0 to 4; 1: white
 * @param glow share of a lamp's light that spreads around it, 0 to 1
 * @param warmth of the lamps' colour, -1 (blue) to 1 (orange)
 * @param headlights light of the camera's own headlights on near drops, 0 to 4; 0: none
 */
public record Night(
    double level, int lamps, double brightness, double glow, double warmth, double headlights) {

  /** Checks the ranges. */
  public Night {
    Check.range("level", level, 1, 255);
    Check.range("lamps", lamps, 0, 40);
    Check.range("brightness", brightness, 0, 4);
    Check.range("glow", glow, 0, 1);
    Check.range("warmth", warmth, -1, 1);
    Check.range("headlights", headlights, 0, 4);
  }
}
