package org.derain.clips;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** A stream of what is being made. */
abstract class Track implements AutoCloseable {
  /**
   * Where it stands among the others.
   *
   * @param type {@code v}, {@code a}, {@code s}, {@code d} or {@code t}
   * @param ofType its number among those of its type
   * @param index its number among all
   */
  record Place(char type, int ofType, int index) {}

  private final AVStream stream;

  Track(AVStream stream) {
    this.stream = stream;
  }

  final AVStream stream() {
    return stream;
  }

  /** The next packet, which the caller frees; null at the end. */
  abstract AVPacket next();

  /** The unit of the packets' times. */
  abstract Ratio timeBase();

  @Override
  public abstract void close();
}
