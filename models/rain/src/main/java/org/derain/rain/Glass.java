package org.derain.rain;

/**
 * Drops on the glass before the lens; they stay.
 *
 * @param density drops per 10 000 pixels of a picture 640 pixels wide, 0 to 100
 * @param smallest radius in mm, above 0, at most 10
 * @param largest radius in mm, from the smallest to 10
 * @param distance of the glass in metres, 0.02 to 5
 * @param focus 0: the glass is sharp; 1: the scene is in focus and drops are soft
 * @param sliding share of the drops that slide, 0 to 1
 * @param speed of those that slide, in pixels per second of a picture 640 pixels wide, 0 to 1000
 * @param tilt of the glass from the vertical in degrees, -80 to 80
 * @param seed of the drops
 */
public record Glass(
    double density,
    double smallest,
    double largest,
    double distance,
    double focus,
    double sliding,
    double speed,
    double tilt,
    long seed) {

  /** Checks the ranges. */
  public Glass {
    Check.range("density", density, 0, 100);
    Check.above("smallest (mm)", smallest, 0, 10);
    Check.range("largest (mm)", largest, smallest, 10);
    Check.range("distance (m)", distance, 0.02, 5);
    Check.range("focus", focus, 0, 1);
    Check.range("sliding", sliding, 0, 1);
    Check.range("speed (px/s)", speed, 0, 1000);
    Check.range("tilt (degrees)", tilt, -80, 80);
  }
}
