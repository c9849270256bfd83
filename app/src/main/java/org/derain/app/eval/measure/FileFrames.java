package org.derain.app.eval.measure;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.demux.Demuxer;
import org.derain.pipeline.demux.MediaSource;
import org.derain.pipeline.still.StillJob;

/** The pictures of a video file, or of a part of it, read as {@code clean} reads them. */
public final class FileFrames implements Frames {
  private final MediaSource source;
  private final FrameTime time = new FrameTime();
  private long left;

  /** The whole file. A still is a clip of one picture. */
  public static Frames of(Path file) {
    return of(file, 0, Integer.MAX_VALUE);
  }

  /** At most so many pictures from the beginning of a part. */
  public static Frames of(Path file, Part part, int frames) {
    return of(file, part == Part.WHOLE ? 0 : part.first(count(file)), frames);
  }

  /** At most so many pictures from one of them on. */
  public static Frames of(Path file, int first, int frames) {
    return StillJob.isStill(file) ? new StillFrames(file) : new FileFrames(file, first, frames);
  }

  private FileFrames(Path file, int first, int frames) {
    source = MediaSource.open(file, Cut.ALL, Codec.FFV1, 2, note -> {});
    source.skip(first);
    left = frames;
  }

  /** How many pictures a file has, by its packets. */
  public static int count(Path file) {
    AVPacket packet = avcodec.av_packet_alloc();
    try (Demuxer demuxer = Demuxer.open(file)) {
      int count = 0;
      while (demuxer.read(packet) >= 0) {
        count += packet.stream_index() == demuxer.videoIndex() ? 1 : 0;
        avcodec.av_packet_unref(packet);
      }
      return count;
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  @Override
  public FrameFormat format() {
    return source.format();
  }

  @Override
  public Colour colour() {
    return source.traits().colour();
  }

  @Override
  public boolean read(Picture into) {
    if (left-- <= 0) {
      return false;
    }
    do {
      if (!source.next(into, time)) {
        return false;
      }
    } while (time.context);
    return true;
  }

  @Override
  public void close() {
    source.close();
  }
}
