package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_make_writable;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * Puts the messages (SEI) of an H.264 picture ahead of its slices, as the standard has them: some
 * cameras write them behind, where FFmpeg's decoder forgets them. Only packets whose units have
 * their length in front are looked at (mp4, mov, mkv, flv): elsewhere the parser has done it.
 */
public final class SeiOrder {
  private static final int SLICE = 1;
  private static final int KEY_SLICE = 5;
  private static final int MESSAGE = 6;

  private final int lengthBytes;

  /** For the packets of a stream. */
  public SeiOrder(AVCodecParameters stream) {
    boolean framed =
        stream.codec_id() == AV_CODEC_ID_H264
            && stream.extradata_size() > 6
            && stream.extradata().get(0) == 1;
    lengthBytes = framed ? (stream.extradata().get(4) & 3) + 1 : 0;
  }

  /** Puts the units of a packet in order. */
  public void repair(AVPacket packet) {
    if (lengthBytes == 0 || packet.size() <= lengthBytes) {
      return;
    }
    try (BytePointer data = new BytePointer(packet.data()).capacity(packet.size())) {
      int slice = -1;
      boolean late = false;
      for (int at = 0; at >= 0; at = next(data, at)) {
        int type = type(data, at);
        slice = slice < 0 && (type == SLICE || type == KEY_SLICE) ? at : slice;
        late |= slice >= 0 && type == MESSAGE;
      }
      if (late && av_packet_make_writable(packet) >= 0) {
        reorder(packet, slice);
      }
    }
  }

  private void reorder(AVPacket packet, int slice) {
    byte[] ordered = new byte[packet.size() - slice];
    try (BytePointer data = new BytePointer(packet.data()).capacity(packet.size())) {
      int filled = 0;
      for (boolean messages : new boolean[] {true, false}) {
        for (int at = slice; at >= 0; at = next(data, at)) {
          if ((type(data, at) == MESSAGE) == messages) {
            int end = next(data, at);
            int length = (end < 0 ? packet.size() : end) - at;
            data.position(at).get(ordered, filled, length);
            data.position(0);
            filled += length;
          }
        }
      }
      data.position(slice).put(ordered);
    }
  }

  /** Where the unit behind another begins; -1 at the end, or where lengths are damaged. */
  private int next(BytePointer data, int at) {
    long length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = length << 8 | data.get(at + i) & 0xff;
    }
    long next = at + lengthBytes + length;
    return next + lengthBytes < data.capacity() ? (int) next : -1;
  }

  private int type(BytePointer data, int at) {
    return at + lengthBytes < data.capacity() ? data.get(at + lengthBytes) & 31 : 0;
  }
}
