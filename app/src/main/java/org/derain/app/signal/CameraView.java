package org.derain.app.signal;

/**
 * How a camera is between events.
 *
 * @param running whether it gives pictures
 * @param score how much it rains: 0 dry to 1
 */
record CameraView(boolean running, double score) {
  /** Scores that are told differ by this at least. */
  private static final double STEP = 0.01;

  /** Whether this is worth telling to who knows the other. */
  boolean differs(CameraView known) {
    return known == null || running != known.running || Math.abs(score - known.score) >= STEP;
  }
}
