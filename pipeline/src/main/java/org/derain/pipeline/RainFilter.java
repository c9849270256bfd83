package org.derain.pipeline;

import org.derain.frames.Picture;

/** Takes the rain out of the frame in the middle of a window. One thread calls it. */
@FunctionalInterface
public interface RainFilter {
  /**
   * Derains one frame.
   *
   * @param window the frames t-2 to t+2, each on the grid of frame t; the same picture may stand at
   *     several places; not written to
   * @param into receives frame t without rain; none of the window's pictures
   * @return how much it rains: 0 dry, 1 heavy, 0.5 is the border
   * @throws RuntimeException when it failed; the pipeline then passes the original frame
   */
  float derain(Picture[] window, Picture into);
}
