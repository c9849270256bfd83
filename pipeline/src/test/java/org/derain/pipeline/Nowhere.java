package org.derain.pipeline;

import org.derain.frames.Picture;

/** A sink that forgets. */
public final class Nowhere implements FrameSink {
  @Override
  public void write(Picture original, Picture derained, FrameTime time) {}

  @Override
  public void close() {}
}
