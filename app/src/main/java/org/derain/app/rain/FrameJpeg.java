package org.derain.app.rain;

import java.nio.file.Path;
import org.derain.frames.Jpeg;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.RgbConverter;
import org.derain.frames.VideoReader;

/** One frame of a clip, or a picture, as a JPEG of a size for a page. */
final class FrameJpeg {
  private static final int WIDTH = 640;
  private static final int QUALITY = 88;

  private FrameJpeg() {}

  /** A frame of a clip, or its last one if it has fewer; a picture is a clip of one frame. */
  static byte[] of(Path clip, int frame) {
    try (VideoReader reader = VideoReader.open(clip);
        Picture picture = new Picture(reader.format());
        RgbConverter converter = new RgbConverter(reader.format(), reader.colour())) {
      if (!reader.read(picture)) {
        throw new MediaException(clip + ": no picture in it");
      }
      int at = 0;
      while (at < frame && reader.read(picture)) {
        at++;
      }
      return Jpeg.encode(picture, converter, WIDTH, QUALITY);
    }
  }
}
