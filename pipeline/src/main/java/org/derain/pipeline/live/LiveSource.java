package org.derain.pipeline.live;

import java.time.Duration;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.codec.VideoTraits;

/**
 * An opened camera. {@link #next} returns false when it was lost or stopped, and throws a {@link
 * org.derain.frames.MediaException} with the reason when there is one. It sets {@link
 * org.derain.pipeline.FrameTime#captured} of every frame.
 */
public interface LiveSource extends FrameSource {
  /** What the outputs must share with it. */
  VideoTraits traits();

  /** Frames lost so far because they could not be decoded; any thread may ask. */
  long damaged();

  /** Frames lost so far because they waited too long to be decoded; any thread may ask. */
  default long late() {
    return 0;
  }

  /** Whether its end is the end of the camera, as that of a file. */
  default boolean finite() {
    return false;
  }

  /**
   * After {@link #next} returned false: whether it goes on with pictures of another size or kind.
   * {@link #format} and {@link #traits} are theirs from then on.
   */
  default boolean changed() {
    return false;
  }

  /** How long it may give no picture before it counts as lost; any thread may ask. */
  Duration silence();

  /** Makes {@link #next} return soon, also when it waits; any thread may call it. */
  void stop();
}
