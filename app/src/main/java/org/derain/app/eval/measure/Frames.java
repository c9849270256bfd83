package org.derain.app.eval.measure;

import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/** The pictures of a clip, one after the other. */
public interface Frames extends AutoCloseable {
  /** The layout of every picture. */
  FrameFormat format();

  /** What the samples mean. */
  Colour colour();

  /** Gives the next picture; false at the end. */
  boolean read(Picture into);

  @Override
  void close();
}
