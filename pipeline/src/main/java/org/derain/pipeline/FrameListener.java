package org.derain.pipeline;

import org.derain.zoo.RainScore;

/** Told of every frame that was written, on the sink's thread: must return quickly. */
@FunctionalInterface
public interface FrameListener {
  /**
   * A frame was written.
   *
   * @param out frames written so far, this one included
   * @param time when it is shown; valid during the call only
   * @param derained whether the network worked on it; otherwise the original was passed
   * @param score how much and what rain the network saw; null when passed
   */
  void onFrame(long out, FrameTime time, boolean derained, RainScore score);
}
