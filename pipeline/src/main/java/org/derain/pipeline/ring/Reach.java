package org.derain.pipeline.ring;

/**
 * How far stages look around a frame, in frames; it decides which places of the ring are in use.
 *
 * @param past before it, at least 1
 * @param future after it, as far as the window looks; 0 for causal windows
 * @param ahead that wait behind those until it is known whether they are dry; 0 where none do
 * @param smoothing on both sides among the derained frames; 0 where they are not evened out
 */
public record Reach(int past, int future, int ahead, int smoothing) {
  /** Frames that nothing but the sink looks at. */
  public static final Reach NONE = new Reach(1, 0, 0, 0);

  /** The same where so many frames wait until it is known whether they are dry. */
  public Reach withAhead(int frames) {
    return new Reach(past, future, frames, smoothing);
  }

  /** Places between the one that a stage takes over and the frame that it works on. */
  public int lag() {
    return future + ahead;
  }

  /** Places that a derained frame waits for the derained ones after it. */
  public int delay() {
    return smoothing;
  }

  /** Places behind the frame that is written which are still needed. */
  int behind() {
    return Math.max(past, smoothing);
  }
}
