package org.derain.pipeline;

import org.derain.frames.Picture;

/** Where frames go, in presentation order. One thread calls it. */
public interface FrameSink extends AutoCloseable {
  /**
   * Takes one frame. Both pictures belong to the pipeline again when the call returns.
   *
   * @param original the frame as the source gave it
   * @param derained the same frame without rain; the same object as {@code original} when the frame
   *     was passed
   * @param time when it is shown
   * @throws org.derain.frames.MediaException when the target cannot be written any further
   */
  void write(Picture original, Picture derained, FrameTime time);

  @Override
  void close();

  /** A sink that forgets, for those who only want to look. */
  static FrameSink discard() {
    return new FrameSink() {
      @Override
      public void write(Picture original, Picture derained, FrameTime time) {}

      @Override
      public void close() {}
    };
  }
}
