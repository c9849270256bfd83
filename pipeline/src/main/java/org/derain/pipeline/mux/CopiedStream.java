package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_NONSTRICT;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.function.IntConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.LongPointer;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.PacketOrder;

/** A stream of the source on its way into the target without decoding. */
final class CopiedStream implements AutoCloseable {
  private final AVStream from;
  private final AVStream to;
  private final StreamPlan plan;
  private final Rational timeBase;
  private final SubtitleConverter converter;
  private final LongPointer audioClock = new LongPointer(1).put(AV_NOPTS_VALUE);
  private final AVRational sampleUnit = new AVRational();
  private final PacketOrder order = new PacketOrder();

  /** Sets up the stream of the target. */
  CopiedStream(
      AVStream from, AVStream to, StreamPlan plan, AVFormatContext target, Container container) {
    this.from = from;
    this.to = to;
    this.plan = plan;
    this.timeBase = Ffmpeg.rational(from.time_base());
    from.discard(AVDISCARD_DEFAULT);
    sampleUnit.num(1).den(Math.max(1, from.codecpar().sample_rate()));
    if (plan == StreamPlan.ATTACH) {
      StreamPlan.attach(from, to);
    } else {
      StreamPlan.copy(from, to, target);
    }
    if (plan == StreamPlan.CONVERT) {
      converter = new SubtitleConverter(from, container.textCodec());
      converter.describe(to.codecpar());
      to.codecpar().codec_tag(0);
    } else {
      converter = null;
    }
  }

  /** Number of the stream in the source. */
  int index() {
    return from.index();
  }

  /** The unit of the source's packets in seconds. */
  Rational timeBase() {
    return timeBase;
  }

  /** The codec in the target. */
  String codecName() {
    return avcodec_get_name(to.codecpar().codec_id()).getString();
  }

  /** Whether the stream's packets follow a clock: covers and attachments do not. */
  boolean isTimed() {
    return plan != StreamPlan.ATTACH && !Ffmpeg.isPicture(from);
  }

  /** Whether each packet holds for its duration: a subtitle that is shown, a reading in force. */
  boolean lasts() {
    int type = from.codecpar().codec_type();
    return type == AVMEDIA_TYPE_SUBTITLE || type == AVMEDIA_TYPE_DATA;
  }

  /**
   * Writes one packet of the source, already moved by the cut.
   *
   * @param checked takes the muxer's codes
   */
  void write(AVPacket packet, AVFormatContext out, IntConsumer checked) {
    if (plan == StreamPlan.ATTACH || (converter != null && !converter.convert(packet))) {
      av_packet_unref(packet);
      return;
    }
    if (from.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO && packet.dts() != AV_NOPTS_VALUE) {
      rescaleAudio(packet);
    } else {
      av_packet_rescale_ts(packet, from.time_base(), to.time_base());
    }
    keepOrder(packet, (out.oformat().flags() & AVFMT_TS_NONSTRICT) != 0);
    packet.stream_index(to.index()).pos(-1);
    checked.accept(av_interleaved_write_frame(out, packet));
  }

  /** Exact to the sample, although a coarse unit (1 ms in Matroska) was rounded. */
  private void rescaleAudio(AVPacket packet) {
    int samples = av_get_audio_frame_duration2(from.codecpar(), packet.size());
    if (samples <= 0) {
      samples = from.codecpar().frame_size();
    }
    long shift = packet.pts() == AV_NOPTS_VALUE ? 0 : packet.pts() - packet.dts();
    long duration = av_rescale_q(packet.duration(), from.time_base(), to.time_base());
    long dts =
        av_rescale_delta(
            from.time_base(), packet.dts(), sampleUnit, samples, audioClock, to.time_base());
    packet.dts(dts).pts(dts + av_rescale_q(shift, from.time_base(), to.time_base()));
    packet.duration(duration);
  }

  /** Containers insist on increasing decoding times; broken sources do not have them. */
  private void keepOrder(AVPacket packet, boolean equalAllowed) {
    if (packet.dts() == AV_NOPTS_VALUE) {
      packet.dts(packet.pts());
    }
    if (packet.dts() == AV_NOPTS_VALUE || !isTimed()) {
      return;
    }
    order.keep(packet, equalAllowed);
  }

  @Override
  public void close() {
    if (converter != null) {
      converter.close();
    }
    audioClock.close();
    sampleUnit.close();
  }
}
