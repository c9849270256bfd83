package org.derain.clips.libav;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decoded pictures or sound, one after the other. */
public interface Frames extends AutoCloseable {
  /** The next frame, whose old content is gone; false at the end. */
  boolean read(AVFrame into);

  /** The unit of the frames' times. */
  Ratio timeBase();

  /** Pictures per second; not known for sound and for pictures at odd times. */
  Ratio rate();

  @Override
  void close();
}
