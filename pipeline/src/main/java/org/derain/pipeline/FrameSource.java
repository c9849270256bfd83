package org.derain.pipeline;

import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/** Where frames come from, in presentation order. One thread calls it. */
public interface FrameSource extends AutoCloseable {
  /** The layout of every frame. */
  FrameFormat format();

  /**
   * Waits for the next frame and writes it.
   *
   * @param into receives the samples; of this source's format, its old content is undefined
   * @param time receives the time of the frame; all fields are set
   * @return false at the end, with nothing written
   * @throws org.derain.frames.MediaException when the source cannot be read any further
   */
  boolean next(Picture into, FrameTime time);

  /**
   * Whether frames may be read several ahead of their turn, as of a file. Where nobody waits for
   * them, those that show the same as the one before are found, and treated once.
   */
  default boolean readsAhead() {
    return false;
  }

  @Override
  void close();
}
