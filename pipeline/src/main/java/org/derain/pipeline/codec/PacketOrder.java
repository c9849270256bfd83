package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Keeps a stream's decoding times rising, as muxers insist on; broken sources have others. */
public final class PacketOrder {
  private long last = Long.MIN_VALUE;

  /**
   * Moves a packet behind the one before it, where it is not there by itself.
   *
   * @param equalAllowed whether two packets may have the same time
   */
  public void keep(AVPacket packet, boolean equalAllowed) {
    if (last != Long.MIN_VALUE) {
      packet.dts(Math.max(packet.dts(), equalAllowed ? last : last + 1));
      if (packet.pts() != AV_NOPTS_VALUE) {
        packet.pts(Math.max(packet.pts(), packet.dts()));
      }
    }
    last = packet.dts();
  }
}
