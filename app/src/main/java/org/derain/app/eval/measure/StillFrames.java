package org.derain.app.eval.measure;

import java.nio.file.Path;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;

/** A still in 4:2:0, odd sides cut to even ones, as the training sets of the field are judged. */
final class StillFrames implements Frames {
  private final VideoReader reader;

  StillFrames(Path file) {
    reader = VideoReader.open(file);
  }

  @Override
  public FrameFormat format() {
    return reader.format();
  }

  @Override
  public Colour colour() {
    return reader.colour();
  }

  @Override
  public boolean read(Picture into) {
    return reader.read(into);
  }

  @Override
  public void close() {
    reader.close();
  }
}
