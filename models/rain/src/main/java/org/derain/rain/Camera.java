package org.derain.rain;

/**
 * How rain is seen.
 *
 * @param view horizontal angle of view in degrees, above 1, at most 150; a crop has a narrower one
 * @param exposure for how long the shutter is open, in seconds, above 0, at most 0.1
 * @param aperture diameter of the lens opening in millimetres, 0 (all is sharp) to 50
 * @param focus distance at which drops are sharp, in metres, 0.1 to 1000
 * @param forward speed of the camera along its view, in m/s, -10 to 80: streaks radiate from the
 *     vanishing point
 * @param turn panning in degrees per second, positive to the right, -90 to 90
 * @param shake standard deviation of the view's tremble in degrees, 0 to 5; it moves the streaks,
 *     not the picture
 * @param horizon height of the horizon, where the vanishing point lies, as a share of the picture's
 *     height from the top, -1 to 2
 */
public record Camera(
    double view,
    double exposure,
    double aperture,
    double focus,
    double forward,
    double turn,
    double shake,
    double horizon) {

  /** Checks the ranges. */
  public Camera {
    Check.above("view", view, 1, 150);
    Check.above("exposure", exposure, 0, 0.1);
    Check.range("aperture", aperture, 0, 50);
    Check.range("focus", focus, 0.1, 1000);
    Check.range("forward", forward, -10, 80);
    Check.range("turn", turn, -90, 90);
    Check.range("shake", shake, 0, 5);
    Check.range("horizon", horizon, -1, 2);
  }

  /** A still camera of a common view with a small lens that is sharp from some metres on. */
  public static Camera still(double exposure) {
    return new Camera(58, exposure, 2, 12, 0, 0, 0, 0.45);
  }

  /** The same camera moving forward, in m/s. */
  public Camera forward(double speed) {
    return new Camera(view, exposure, aperture, focus, speed, turn, shake, horizon);
  }

  /** Focal length in pixels of a picture of a width. */
  public double focal(int width) {
    return width / 2.0 / Math.tan(Math.toRadians(view / 2));
  }
}
