package org.derain.app.eval;

import java.nio.file.Path;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;

/** The rainy clip as the pipeline wants it. A still is a clip of one frame. */
final class ClipSource implements FrameSource {
  private final VideoReader reader;

  ClipSource(Path file) {
    reader = VideoReader.open(file);
  }

  @Override
  public FrameFormat format() {
    return reader.format();
  }

  /** What its samples mean. */
  Colour colour() {
    return reader.colour();
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    if (!reader.read(into)) {
      return false;
    }
    time.pts = reader.pts();
    time.duration = 0;
    time.context = false;
    return true;
  }

  @Override
  public void close() {
    reader.close();
  }
}
