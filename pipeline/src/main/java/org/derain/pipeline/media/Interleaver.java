package org.derain.pipeline.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.frames.Rational;

/** Reads the packets of the other streams and cuts them to a window. */
final class Interleaver {
  private final Demuxer source;
  private final CopiedStream[] byIndex;
  private final Window window;
  private CopiedStream stream;

  /** For the streams that are kept. */
  Interleaver(Demuxer source, List<CopiedStream> kept, Window window) {
    this.source = source;
    this.window = window;
    byIndex = new CopiedStream[source.container().nb_streams()];
    kept.forEach(one -> byIndex[one.index()] = one);
  }

  /** Reads the next packet that stays, moved by the window's shift; false at the end. */
  boolean next(AVPacket packet) {
    while (true) {
      int code = av_read_frame(source.container(), packet);
      if (code == Ffmpeg.AGAIN) {
        continue;
      }
      if (code < 0) {
        return false;
      }
      // A damaged file can announce streams while it is read.
      int index = packet.stream_index();
      stream = index < byIndex.length ? byIndex[index] : null;
      if (stream != null && (!stream.isTimed() || fits(packet))) {
        return true;
      }
      boolean over = stream != null && packet.dts() != AV_NOPTS_VALUE && isOver(packet);
      av_packet_unref(packet);
      if (over) {
        return false;
      }
    }
  }

  private boolean isOver(AVPacket packet) {
    return window.isOver(Window.micros(packet.dts(), stream.timeBase()) + window.shift());
  }

  /**
   * Whether a packet lies in the window; moves it, and shortens a subtitle that reaches out of it.
   */
  private boolean fits(AVPacket packet) {
    Rational unit = stream.timeBase();
    long pts = packet.pts() != AV_NOPTS_VALUE ? packet.pts() : packet.dts();
    if (pts == AV_NOPTS_VALUE) {
      return true;
    }
    long micros = Window.micros(pts, unit);
    if (micros >= window.until()) {
      return false;
    }
    int type = source.container().streams(packet.stream_index()).codecpar().codec_type();
    if (micros < window.from()) {
      long from = Window.fromMicros(window.from(), unit);
      long left = pts + packet.duration() - from;
      if (type != AVMEDIA_TYPE_SUBTITLE || left <= 0) {
        return false;
      }
      packet.pts(from).dts(from).duration(left);
    }
    if (type == AVMEDIA_TYPE_SUBTITLE && window.until() != Long.MAX_VALUE) {
      long most = window.until() - Math.max(micros, window.from());
      packet.duration(Math.min(packet.duration(), Window.fromMicros(most, unit)));
    }
    long shift = window.shiftIn(unit);
    if (packet.pts() != AV_NOPTS_VALUE) {
      packet.pts(packet.pts() - shift);
    }
    if (packet.dts() != AV_NOPTS_VALUE) {
      packet.dts(packet.dts() - shift);
    }
    return true;
  }

  /** The stream of the packet read last. */
  CopiedStream stream() {
    return stream;
  }
}
