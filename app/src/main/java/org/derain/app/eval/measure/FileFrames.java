package org.derain.app.eval.measure;

import java.nio.file.Path;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;

/** The pictures of a file, or of a part of it. A still is a clip of one picture. */
public final class FileFrames implements Frames {
  private final VideoReader reader;
  private long skip;
  private long left;

  /** The whole file. */
  public FileFrames(Path file) {
    this(file, 0, Integer.MAX_VALUE);
  }

  /** At most so many pictures from the beginning of a part. */
  public FileFrames(Path file, Part part, int frames) {
    this(file, part == Part.WHOLE ? 0 : part.first(count(file)), frames);
  }

  /** At most so many pictures from one of them on. */
  public FileFrames(Path file, int first, int frames) {
    reader = VideoReader.open(file);
    skip = first;
    left = frames;
  }

  /** How many pictures a file has, by its packets. */
  public static int count(Path file) {
    try (VideoReader reader = VideoReader.open(file)) {
      return reader.countPackets();
    }
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
    while (skip > 0 && reader.read(into)) {
      skip--;
    }
    return left-- > 0 && reader.read(into);
  }

  @Override
  public void close() {
    reader.close();
  }
}
