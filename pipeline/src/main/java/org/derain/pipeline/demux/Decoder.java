package org.derain.pipeline.demux;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.SeiOrder;
import org.derain.pipeline.codec.SystemErrors;

/**
 * Decodes the main video stream of a container, on several threads. Damaged packets and frames are
 * counted and decoding goes on behind them.
 */
public final class Decoder implements AutoCloseable {
  private final Demuxer demuxer;
  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private final SeiOrder order;
  private final int strict;
  private boolean draining;
  private int corrupt;
  private int unread;
  private int packets;
  private int frames;
  private boolean sought;
  private long firstKey = AV_NOPTS_VALUE;
  private boolean exhausted;
  private String stopped;
  private long readFrom;
  private long readTo;

  /** For an opened container, which the decoder takes over; {@code threads} 0 takes all cores. */
  public Decoder(Demuxer demuxer, int threads) {
    this.demuxer = demuxer;
    int id = demuxer.video().codecpar().codec_id();
    AVCodec codec = avcodec_find_decoder(id);
    if (codec == null || codec.isNull()) {
      String name = avcodec_get_name(id).getString();
      demuxer.close();
      throw new MediaException(demuxer.file() + ": no decoder for its video codec (" + name + ")");
    }
    // Damage in another stream must not cost us pictures.
    for (int i = 0; i < demuxer.container().nb_streams(); i++) {
      if (i != demuxer.videoIndex()) {
        demuxer.container().streams(i).discard(AVDISCARD_ALL);
      }
    }
    order = new SeiOrder(demuxer.video().codecpar());
    context = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(context, demuxer.video().codecpar());
    context.thread_count(threads);
    context.pkt_timebase(demuxer.video().time_base());
    // It says nothing of damage unless it may refuse such a picture.
    strict = id == AV_CODEC_ID_MJPEG ? AV_EF_EXPLODE : 0;
    context.err_recognition(strict);
    int opened = avcodec_open2(context, codec, (AVDictionary) null);
    if (opened < 0) {
      close();
      throw new MediaException(
          demuxer.file() + ": its video cannot be decoded: " + Ffmpeg.text(opened));
    }
  }

  /**
   * Leaves out the filter that smooths the edges of blocks: quicker, for pictures that are made
   * much smaller.
   */
  public void withoutDeblocking() {
    context.skip_loop_filter(AVDISCARD_ALL);
  }

  public Demuxer demuxer() {
    return demuxer;
  }

  /** Goes to the last key frame at or before a time in microseconds; false if that fails. */
  public boolean seek(long micros) {
    if (!demuxer.seek(demuxer.videoIndex(), micros)) {
      return false;
    }
    avcodec_flush_buffers(context);
    sought = true;
    firstKey = AV_NOPTS_VALUE;
    draining = false;
    exhausted = false;
    readFrom = -1;
    return true;
  }

  /** Decodes the next frame; false at the end. */
  public boolean next(AVFrame into) {
    while (true) {
      int code = avcodec_receive_frame(context, into);
      if (code == 0 && isLeading(into.best_effort_timestamp())) {
        continue;
      }
      if (code == 0) {
        frames++;
        if ((into.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || into.decode_error_flags() != 0) {
          corrupt++;
        }
        return true;
      }
      if (code == AVERROR_EOF()) {
        exhausted = true;
        return false;
      }
      if (code == SystemErrors.AGAIN) {
        feed();
      } else {
        unread++;
      }
    }
  }

  private void feed() {
    while (!draining) {
      int code = demuxer.read(packet);
      if (code < 0) {
        if (code != AVERROR_EOF()) {
          stopped = Ffmpeg.text(code);
        }
        break;
      }
      boolean ours = packet.stream_index() == demuxer.videoIndex();
      if (ours) {
        packets += (packet.flags() & AV_PKT_FLAG_DISCARD) == 0 ? 1 : 0;
        place(packet.pos());
        order.repair(packet);
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (sought && key && firstKey == AV_NOPTS_VALUE) {
          firstKey = packet.pts();
        }
        boolean leading = isLeading(packet.pts());
        unread += send() < 0 && !leading ? 1 : 0;
      }
      av_packet_unref(packet);
      if (ours) {
        return;
      }
    }
    draining = true;
    avcodec_send_packet(context, null);
  }

  /** Gives the packet to the decoder; a picture it refuses for its damage is shown all the same. */
  private int send() {
    int code = avcodec_send_packet(context, packet);
    if (code < 0 && strict != 0) {
      context.err_recognition(0);
      code = avcodec_send_packet(context, packet);
      context.err_recognition(strict);
      corrupt += code < 0 ? 0 : 1;
    }
    return code;
  }

  private void place(long position) {
    if (position >= 0) {
      readFrom = readFrom < 0 ? position : readFrom;
      readTo = Math.max(readTo, position);
    }
  }

  /** Damage in the structure of the part of the file that was read. */
  Breaks breaks() {
    return Breaks.of(demuxer, readFrom, exhausted ? Long.MAX_VALUE : readTo);
  }

  /**
   * Whether a picture is shown ahead of the key frame that was sought: it leans on pictures that
   * were not read, which is no damage, and nobody asked for it.
   */
  private boolean isLeading(long pts) {
    return firstKey != AV_NOPTS_VALUE && pts != AV_NOPTS_VALUE && pts < firstKey;
  }

  /**
   * How many packets or frames were damaged: those shown all the same, and those without picture.
   */
  public int corrupt() {
    return corrupt + Math.max(unread, lost());
  }

  /**
   * Packets that gave no picture once everything is decoded: damaged ones, and those at the
   * beginning whose key frame is not in the file. Only codecs with one picture per packet tell.
   */
  int lost() {
    int id = context.codec_id();
    boolean countable = id == AV_CODEC_ID_H264 || id == AV_CODEC_ID_HEVC;
    boolean fields = demuxer.video().codecpar().field_order() > AV_FIELD_PROGRESSIVE;
    return countable && !fields && exhausted && !sought ? Math.max(0, packets - frames) : unread;
  }

  /** Why reading stopped before the end of the file; null when it did not. */
  public String stopped() {
    return stopped;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    avcodec_free_context(context);
    demuxer.close();
  }
}
