package org.derain.pipeline.run;

import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.ring.FrameOutcome;

/**
 * Takes rain out in real time: decides frame by frame, as late as possible, what becomes of it. One
 * thread calls everything but {@link #beforeWrite}.
 */
public interface LiveFilter {
  /**
   * Frames after the centre that windows look at when they are there in time: 0 to 2, no more than
   * windows have.
   */
  int future();

  /** Until when a frame may wait for those after it, by {@link System#nanoTime}. */
  long waitDeadline(FrameTime time);

  /**
   * Decides before anything is done for a frame.
   *
   * @param scene whether it is the first of a scene
   * @param behind frames that came after it and are not part of its window: they wait for it
   * @return what becomes of it instead, or null to put its window together; with null all pictures
   *     that were given for frames before are free
   */
  FrameOutcome before(FrameTime time, boolean scene, int behind);

  /** Frames in the window of the network that derains the frame that was decided on last. */
  int window();

  /**
   * Decides again, and derains the frame if it still says so.
   *
   * @param window {@link #window} frames around frame t, on its grid; not written to
   * @param into receives frame t without rain
   * @return what became of it. Unless that is {@link FrameOutcome#DERAINED}, the pictures may still
   *     be in use
   */
  FrameOutcome derain(FrameTime time, Picture[] window, Picture into, int behind);

  /**
   * The last word on a frame, on the sink's thread, just before it is written.
   *
   * @param fate what was decided for it
   * @return that, or that it is dropped
   */
  FrameOutcome beforeWrite(FrameTime time, FrameOutcome fate);

  /** Waits until none of the pictures that were given is in use. */
  void awaitIdle();
}
