package org.derain.rain.glass;

import org.derain.rain.Glass;

/**
 * How the glass lies before the camera. A point on it is u mm to the right of the axis and v mm
 * down along the glass from it; its top leans towards the camera by the tilt.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param focal length in pixels
 * @param distance of the glass on the axis in mm
 * @param sine of the tilt
 * @param cosine of the tilt
 */
record Pane(int width, int height, double focal, double distance, double sine, double cosine) {
  /** How far beyond the picture drops may lie, as a share of its height. */
  private static final double MARGIN = 0.08;

  /** The glass before a lens. */
  static Pane of(Glass glass, int width, int height, double focal) {
    double tilt = Math.toRadians(glass.tilt());
    return new Pane(width, height, focal, 1000 * glass.distance(), Math.sin(tilt), Math.cos(tilt));
  }

  /** Distance in mm from the camera, along its axis, of a point v mm down the glass. */
  double depth(double v) {
    return distance + v * sine;
  }

  /** Column in pixels. */
  double x(double u, double v) {
    return width / 2.0 + focal * u / depth(v);
  }

  /** Row in pixels. */
  double y(double v) {
    return height / 2.0 + focal * v * cosine / depth(v);
  }

  /** Pixels per mm across the glass. */
  double across(double v) {
    return focal / depth(v);
  }

  /** Pixels per mm down the glass: the tilt shortens it. */
  double downwards(double v) {
    double depth = depth(v);
    return focal * distance * cosine / (depth * depth);
  }

  /** The v that is seen at a row; rows beyond the horizon of the glass are drawn in. */
  private double v(double y) {
    double tangent = (y - height / 2.0) / focal;
    double limit = 0.8 * cosine / Math.max(1e-9, Math.abs(sine));
    tangent = Math.max(-limit, Math.min(limit, tangent));
    return tangent * distance / (cosine - tangent * sine);
  }

  /** The v just above the picture. */
  double top() {
    return v(-MARGIN * height);
  }

  /** The v just below the picture. */
  double bottom() {
    return v((1 + MARGIN) * height);
  }

  /** The largest u that is seen, with some margin, v mm down the glass. */
  double reach(double v) {
    return (0.5 + MARGIN) * width * depth(v) / focal;
  }
}
