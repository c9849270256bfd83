package org.derain.app.eval.measure;

import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;

/** A clip as the pipeline wants it. */
final class ClipSource implements FrameSource {
  private final Frames frames;
  private final int lead;
  private final int judged;
  private long frame;

  /** Over pictures that it closes at the end; all of them are looked at. */
  ClipSource(Frames frames) {
    this(frames, 0, Integer.MAX_VALUE);
  }

  /** The same; pictures before the lead's end, and behind those judged, are only neighbours. */
  ClipSource(Frames frames, int lead, int judged) {
    this.frames = frames;
    this.lead = lead;
    this.judged = judged;
  }

  @Override
  public FrameFormat format() {
    return frames.format();
  }

  @Override
  public boolean readsAhead() {
    return true;
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    if (!frames.read(into)) {
      return false;
    }
    time.context = frame < lead || frame - lead >= judged;
    time.pts = frame++;
    time.duration = 1;
    time.captions = null;
    return true;
  }

  @Override
  public void close() {
    frames.close();
  }
}
