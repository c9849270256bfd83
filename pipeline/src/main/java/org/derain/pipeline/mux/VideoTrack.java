package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_compare_ts;

import java.util.function.IntConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.demux.TimeRange;

/** The new video on its way from the log into the target. */
final class VideoTrack implements AutoCloseable {
  private final PacketReader log;
  private final long shift;
  private final long until;
  private final AVStream stream;
  private final AVFormatContext out;
  private final AVRational unit;
  private final AVPacket packet = av_packet_alloc();

  /**
   * For a target whose header is written.
   *
   * @param timeBase the unit of the log
   * @param window says how far times move back
   */
  VideoTrack(
      PacketReader log, Rational timeBase, TimeRange window, AVStream stream, AVFormatContext out) {
    this.log = log;
    this.shift = window.shiftIn(timeBase);
    this.until =
        window.until() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : TimeRange.fromMicros(window.until(), timeBase);
    this.stream = stream;
    this.out = out;
    this.unit = Ffmpeg.rational(timeBase);
  }

  /**
   * Writes what is decoded no later than a packet of another stream, whose unit is given.
   *
   * @param checked takes the muxer's codes
   */
  void writeUntil(AVPacket other, AVRational otherUnit, IntConsumer checked) {
    if (other.dts() == AV_NOPTS_VALUE) {
      return;
    }
    while (log.peek() != Long.MAX_VALUE
        && av_compare_ts(log.peek() - shift, unit, other.dts(), otherUnit) <= 0) {
      writeOne(checked);
    }
  }

  /** Writes what is left. */
  void writeRest(IntConsumer checked) {
    while (log.peek() != Long.MAX_VALUE) {
      writeOne(checked);
    }
  }

  private void writeOne(IntConsumer checked) {
    log.read(packet);
    // The last picture of a cut may have stood for longer than the cut lasts.
    packet.duration(Math.max(1, Math.min(packet.duration(), until - packet.pts())));
    packet.pts(packet.pts() - shift).dts(packet.dts() - shift);
    av_packet_rescale_ts(packet, unit, stream.time_base());
    packet.stream_index(stream.index());
    checked.accept(av_interleaved_write_frame(out, packet));
  }

  @Override
  public void close() {
    av_packet_free(packet);
    unit.close();
  }
}
