package org.derain.app.eval.measure;

import java.util.ArrayList;
import java.util.List;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/** A short clip in memory. */
final class ClipBuffer implements AutoCloseable {
  private final FrameFormat format;
  private final Colour colour;
  private final List<Picture> pictures = new ArrayList<>();

  ClipBuffer(FrameFormat format, Colour colour) {
    this.format = format;
    this.colour = colour;
  }

  /** Adds a picture of the reel's format, whose content is undefined; it belongs to the reel. */
  Picture add() {
    Picture picture = new Picture(format);
    pictures.add(picture);
    return picture;
  }

  /** All of them, in order. */
  List<Picture> pictures() {
    return pictures;
  }

  FrameFormat format() {
    return format;
  }

  Colour colour() {
    return colour;
  }

  /** Plays it from the beginning. */
  Frames play() {
    return new Frames() {
      private int next;

      @Override
      public FrameFormat format() {
        return format;
      }

      @Override
      public Colour colour() {
        return colour;
      }

      @Override
      public boolean read(Picture into) {
        if (next == pictures.size()) {
          return false;
        }
        into.copyFrom(pictures.get(next++));
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    pictures.forEach(Picture::close);
    pictures.clear();
  }
}
