package org.derain.clips.libav;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** A stream of what is being made. */
public abstract class Track implements AutoCloseable {
  /**
   * Where it stands among the others.
   *
   * @param type {@code v}, {@code a}, {@code s}, {@code d} or {@code t}
   * @param ofType its number among those of its type
   * @param index its number among all
   */
  public record Place(char type, int ofType, int index) {}

  private final AVStream stream;

  public Track(AVStream stream) {
    this.stream = stream;
  }

  public final AVStream stream() {
    return stream;
  }

  /** The next packet, which the caller frees; null at the end. */
  public abstract AVPacket next();

  /** The unit of the packets' times. */
  public abstract Ratio timeBase();

  @Override
  public abstract void close();
}
