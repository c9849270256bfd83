package org.derain.fleet;

import java.io.Serializable;

/**
 * The work of one task: a stretch of a video that is cut, or all of one that is not.
 *
 * @param stretch its number, from 0; {@link #WHOLE} for all
 * @param from where it begins, in seconds
 * @param to where it ends, in seconds; infinite for the end. The frames around it, which its
 *     windows see, are decoded by the task itself
 */
record Piece(Video video, int stretch, double from, double to) implements Serializable {
  static final int WHOLE = -1;

  /** All of a video. */
  static Piece whole(Video video) {
    return new Piece(video, WHOLE, 0, Double.POSITIVE_INFINITY);
  }
}
