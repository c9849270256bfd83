package org.derain.pipeline.mux;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.derain.pipeline.codec.Codec;

/** What a container must be told of the packets in a {@link PacketLog}. */
public interface VideoDescription {
  /** What they are coded in. */
  Codec codec();

  /** Writes the stream's parameters. */
  void describe(AVCodecParameters into);

  /** The mark of the codec in mp4 and mov; 0 for the usual one. */
  default int tag() {
    return 0;
  }
}
