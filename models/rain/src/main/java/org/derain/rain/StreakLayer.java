package org.derain.rain;

/**
 * One depth layer of streaks; lengths in luma pixels, angles in degrees from the vertical, positive
 * when the lower end lies to the right.
 *
 * @param kind lines drawn one by one, or thresholded noise blurred along the fall (the recipe of
 *     the field's training sets)
 * @param seed of the texture
 * @param length of a streak: speed in the picture times exposure
 * @param width of a streak; below 1 it dims instead
 * @param angle of the fall
 * @param spread of angles between streaks, standard deviation
 * @param density streaks per 10 000 pixels
 * @param softness Gaussian blur of the streaks, standard deviation in pixels (defocus)
 * @param opacity of the brightest streak, 0 to 1
 * @param blend how the streaks meet what is behind them
 * @param shift pixels a streak falls from frame to frame; 0: streaks of successive frames have
 *     nothing to do with each other, as in near layers, where a drop is gone in the next frame
 * @param uneven how much the density varies over the picture, smoothly and within {@value #PATCH}
 *     pixels, 0 to 1; null: not at all
 * @param lift of noise, the share of its mean that stays and lights the whole picture: 0, streaks
 *     alone, to 1, the noise as it is, and more where mist lies over it; null: as the seed has it
 * @param slope how it grows thicker over the whole picture; null: not at all
 */
public record StreakLayer(
    Kind kind,
    long seed,
    double length,
    double width,
    double angle,
    double spread,
    double density,
    double softness,
    double opacity,
    Blend blend,
    double shift,
    Double uneven,
    Double lift,
    Slope slope) {

  /** Pixels over which an uneven density changes. */
  public static final int PATCH = 128;

  /** How streaks are laid over a picture. */
  public enum Blend {
    /** I' = (1 - a)I + a·L: what is behind is covered. */
    COVER,
    /** I' = (1 - a)I + a·white: picture editors' screen. */
    SCREEN,
    /** I' = I + a·L: light is added. */
    ADD,
    /** I' = I / (1 - a): picture editors' colour dodge, which brightens what is bright. */
    DODGE
  }

  /** How the texture is made. */
  public enum Kind {
    /** Streaks drawn one by one. */
    LINES,
    /** Thresholded Gaussian noise, blurred along the fall. */
    NOISE
  }
}
