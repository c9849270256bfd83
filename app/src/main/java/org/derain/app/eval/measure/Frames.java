package org.derain.app.eval.measure;

import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/** The pictures of a clip, one after the other. */
interface Frames extends AutoCloseable {
  /** The layout of every picture. */
  public FrameFormat format();

  /** What the samples mean. */
  public Colour colour();

  /** Gives the next picture; false at the end. */
  public boolean read(Picture into);

  @Override
  public void close();
}
