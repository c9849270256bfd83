package org.derain.rain.render;

import java.util.Arrays;

/** The streaks of one frame as they lie in the picture; filled anew for each frame. */
final class Streaks {
  private static final int FIELDS = 6;
  private float[] values = new float[FIELDS * 256];
  private int count;

  void clear() {
    count = 0;
  }

  /**
   * Adds one.
   *
   * @param x0 where the drop was when the shutter opened, in pixels
   * @param y0 likewise
   * @param x1 where it was when the shutter closed
   * @param y1 likewise
   * @param width in pixels
   * @param cover what it covers along its middle, 0 to 1
   */
  void add(double x0, double y0, double x1, double y1, double width, double cover) {
    if ((count + 1) * FIELDS > values.length) {
      values = Arrays.copyOf(values, 2 * values.length);
    }
    int at = count++ * FIELDS;
    values[at] = (float) x0;
    values[at + 1] = (float) y0;
    values[at + 2] = (float) x1;
    values[at + 3] = (float) y1;
    values[at + 4] = (float) width;
    values[at + 5] = (float) cover;
  }

  int count() {
    return count;
  }

  float x0(int i) {
    return values[i * FIELDS];
  }

  float y0(int i) {
    return values[i * FIELDS + 1];
  }

  float x1(int i) {
    return values[i * FIELDS + 2];
  }

  float y1(int i) {
    return values[i * FIELDS + 3];
  }

  float width(int i) {
    return values[i * FIELDS + 4];
  }

  float cover(int i) {
    return values[i * FIELDS + 5];
  }

  double length(int i) {
    return Math.hypot(x1(i) - x0(i), y1(i) - y0(i));
  }
}
