package org.derain.pipeline.live.packet;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/** A source that has sound beside its pictures. */
public interface SoundSource {
  /** Parameters of its sound, which belong to this source; null without sound. */
  AVCodecParameters sound();

  /** Its sound since the beginning, packets with times in microseconds. */
  SoundQueue sounds();
}
