package org.derain.app.eval;

import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;

/** A clip as the pipeline wants it. */
final class ClipSource implements FrameSource {
  private final Frames frames;
  private long frame;

  /** Over pictures that it closes at the end. */
  ClipSource(Frames frames) {
    this.frames = frames;
  }

  @Override
  public FrameFormat format() {
    return frames.format();
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    if (!frames.read(into)) {
      return false;
    }
    time.pts = frame++;
    time.duration = 1;
    time.context = false;
    time.captions = null;
    return true;
  }

  @Override
  public void close() {
    frames.close();
  }
}
