package org.derain.pipeline.live.packet;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * A packet on its way between threads; whoever takes it closes it.
 *
 * @param packet with times in microseconds
 * @param video whether it is a picture, or else sound
 * @param captured when its last byte was received, by {@link System#nanoTime}
 * @param streams what it belongs to; null before the encoder
 */
public record QueuedPacket(AVPacket packet, boolean video, long captured, Streams streams)
    implements AutoCloseable {
  /** A new reference to the same bytes. */
  public static QueuedPacket of(AVPacket packet, boolean video, long captured, Streams streams) {
    return new QueuedPacket(av_packet_clone(packet), video, captured, streams);
  }

  /** Whether decoding can begin here. */
  public boolean key() {
    return video && (packet.flags() & AV_PKT_FLAG_KEY) != 0;
  }

  /** Gives the reference back; again is once too often, but harmless. */
  @Override
  public void close() {
    if (!packet.isNull()) {
      av_packet_free(packet);
    }
  }
}
