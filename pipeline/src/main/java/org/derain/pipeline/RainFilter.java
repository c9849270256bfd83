package org.derain.pipeline;

import org.derain.frames.Picture;
import org.derain.zoo.RainScore;

/** Takes the rain out of the frame in the middle of a window. One thread calls it. */
@FunctionalInterface
public interface RainFilter {
  /**
   * Derains one frame.
   *
   * @param window the frames t-2 to t+2, each on the grid of frame t; the same picture may stand at
   *     several places; not written to
   * @param into receives frame t without rain; none of the window's pictures
   * @return how much and what rain there was in frame t
   * @throws RuntimeException when it failed; the pipeline then passes the original frame
   */
  RainScore derain(Picture[] window, Picture into);
}
