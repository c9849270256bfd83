package org.derain.app.cli;

import java.nio.file.Path;
import org.derain.frames.Jpeg;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.RgbConverter;
import org.derain.frames.VideoReader;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.demux.MediaSource;

/** One frame of a clip, or a picture, as a JPEG of a size for a page. */
public final class FrameJpeg {
  private static final int WIDTH = 640;
  private static final int QUALITY = 88;

  private FrameJpeg() {}

  /** A frame of a clip, or its last one if it has fewer; a picture is a clip of one frame. */
  public static byte[] of(Path clip, int frame) {
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

  /**
   * The frame of a clip that is shown at a time.
   *
   * @param seconds from its beginning
   * @param width of the JPEG at most, in pixels
   */
  public static byte[] at(Path clip, double seconds, int width) {
    Cut cut = new Cut(seconds, Double.POSITIVE_INFINITY);
    FrameTime time = new FrameTime();
    try (MediaSource source = MediaSource.open(clip, cut, Codec.H264, 1, note -> {});
        Picture picture = new Picture(source.format());
        RgbConverter converter = new RgbConverter(source.format(), source.traits().colour())) {
      do {
        if (!source.next(picture, time)) {
          throw new MediaException(clip + ": no picture at that time");
        }
      } while (time.context);
      return Jpeg.encode(picture, converter, width, QUALITY);
    }
  }
}
