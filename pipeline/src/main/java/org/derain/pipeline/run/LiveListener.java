package org.derain.pipeline.run;

import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.ring.FrameOutcome;

/** Told of every frame of a camera. Calls come from two threads and must return quickly. */
public interface LiveListener {
  /** A frame was decoded; its time is valid during the call only. On the decoder's thread. */
  void received(FrameTime time);

  /**
   * A frame left, or was dropped. On the sink's thread.
   *
   * @param time valid during the call only
   * @param original the frame as it came, during the call only
   * @param result as it was written; the same object as {@code original} unless derained
   * @param encodeNanos time that the sink took over it
   */
  void left(FrameTime time, FrameOutcome fate, Picture original, Picture result, long encodeNanos);
}
