package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.frames.Rational;
import org.derain.pipeline.demux.Demuxer;
import org.derain.pipeline.demux.TimeRange;

/** Reads the packets of the other streams and cuts them to a window. */
final class Interleaver {
  /** So many packets in a row behind a window end it; a single one may have a damaged time. */
  private static final int ENOUGH = 50;

  private final Demuxer source;
  private final CopiedStream[] byIndex;
  private final TimeRange window;
  private int behind;
  private CopiedStream stream;

  /** For the streams that are kept. */
  Interleaver(Demuxer source, List<CopiedStream> kept, TimeRange window) {
    this.source = source;
    this.window = window;
    byIndex = new CopiedStream[source.container().nb_streams()];
    kept.forEach(one -> byIndex[one.index()] = one);
  }

  /** Reads the next packet that stays, moved by the window's shift; false at the end. */
  boolean next(AVPacket packet) {
    while (true) {
      if (source.read(packet) < 0) {
        return false;
      }
      // A damaged file can announce streams while it is read.
      int index = packet.stream_index();
      stream = index < byIndex.length ? byIndex[index] : null;
      if (stream != null && (!stream.isTimed() || fits(packet))) {
        behind = 0;
        return true;
      }
      if (stream != null && packet.dts() != AV_NOPTS_VALUE) {
        long micros = TimeRange.micros(packet.dts(), stream.timeBase());
        behind = window.isOver(micros) ? behind + 1 : 0;
      }
      av_packet_unref(packet);
      if (behind == ENOUGH) {
        return false;
      }
    }
  }

  /**
   * Whether a packet lies in the window; moves it, and shortens what is shown or holds for a while
   * and reaches out of it.
   */
  private boolean fits(AVPacket packet) {
    Rational unit = stream.timeBase();
    long pts = packet.pts() != AV_NOPTS_VALUE ? packet.pts() : packet.dts();
    if (pts == AV_NOPTS_VALUE) {
      return true;
    }
    long micros = TimeRange.micros(pts, unit);
    if (micros >= window.until()) {
      return false;
    }
    if (micros < window.from()) {
      long from = TimeRange.fromMicros(window.from(), unit);
      long left = pts + packet.duration() - from;
      if (!stream.lasts() || left <= 0) {
        return false;
      }
      packet.pts(from).dts(from).duration(left);
    }
    if (stream.lasts() && window.until() != Long.MAX_VALUE) {
      long most = window.until() - Math.max(micros, window.from());
      packet.duration(Math.min(packet.duration(), TimeRange.fromMicros(most, unit)));
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
