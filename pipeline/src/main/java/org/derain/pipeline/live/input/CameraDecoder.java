package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.SeiOrder;
import org.derain.pipeline.codec.SystemErrors;
import org.derain.pipeline.live.packet.QueuedPacket;

/**
 * Decodes without holding pictures back: slices may share a picture's work, pictures do not wait
 * for threads. Whatever is damaged is decoded as far as it goes; a packet that gives no picture is
 * counted.
 */
final class CameraDecoder implements AutoCloseable {
  private final AVCodecContext context;
  private final SeiOrder order;
  private final boolean countable;
  private final Map<Long, Long> received = new LinkedHashMap<>();
  private volatile long damaged;

  /** For a stream whose packets have times in microseconds. */
  CameraDecoder(AVCodecParameters stream, int threads) {
    int id = stream.codec_id();
    AVCodec codec = avcodec_find_decoder(id);
    if (codec == null || codec.isNull()) {
      throw new MediaException(
          "no decoder for its video codec (" + avcodec_get_name(id).getString() + ")");
    }
    countable = stream.field_order() <= AV_FIELD_PROGRESSIVE;
    order = new SeiOrder(stream);
    context = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(context, stream);
    context.thread_type(AVCodecContext.FF_THREAD_SLICE).thread_count(threads);
    context.flags(context.flags() | AV_CODEC_FLAG_LOW_DELAY);
    try (AVRational micros = Ffmpeg.rational(new Rational(1, 1_000_000))) {
      context.pkt_timebase(micros);
    }
    int code = avcodec_open2(context, codec, (AVDictionary) null);
    if (code < 0) {
      close();
      throw new MediaException("its video cannot be decoded: " + Ffmpeg.text(code));
    }
  }

  /** Packets so far that gave no picture; any thread may ask. */
  long damaged() {
    return damaged;
  }

  /** The frame rate that the video itself tells; null when it does not. */
  Rational frameRate() {
    return CameraInput.usable(Ffmpeg.rational(context.framerate()));
  }

  /** Takes a packet, after which frames may be ready. */
  void send(QueuedPacket queued) {
    AVPacket packet = queued.packet();
    long time = packet.pts() != AV_NOPTS_VALUE ? packet.pts() : packet.dts();
    order.repair(packet);
    if (avcodec_send_packet(context, packet) < 0) {
      damaged++;
    } else {
      received.put(time, queued.captured());
    }
  }

  /** Nothing follows: what is held back comes out. */
  void finish() {
    avcodec_send_packet(context, null);
  }

  /** Takes the next frame; false when there is none now. */
  boolean receive(AVFrame into) {
    int code = avcodec_receive_frame(context, into);
    while (code < 0
        && code != SystemErrors.AGAIN
        && code != org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF()) {
      code = avcodec_receive_frame(context, into);
    }
    return code >= 0;
  }

  /** Whether a frame is one where decoding can begin. */
  static boolean key(AVFrame frame) {
    return (frame.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0;
  }

  /** Whether nothing of a frame was damaged, as far as its codec can tell. */
  static boolean whole(AVFrame frame) {
    return (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) == 0 && frame.decode_error_flags() == 0;
  }

  /**
   * When the packet of a frame was received. Packets long before it of which no frame came are
   * counted as damaged.
   */
  long captured(AVFrame frame) {
    long time = frame.pts() != AV_NOPTS_VALUE ? frame.pts() : frame.pkt_dts();
    Long captured = received.remove(time);
    int held = 2 + Math.max(0, context.has_b_frames());
    Iterator<Long> oldest = received.values().iterator();
    while (received.size() > held) {
      oldest.next();
      oldest.remove();
      damaged += countable ? 1 : 0;
    }
    return captured != null ? captured : System.nanoTime();
  }

  @Override
  public void close() {
    avcodec_free_context(context);
  }
}
