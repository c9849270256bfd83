package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.av_codec_get_id;
import static org.bytedeco.ffmpeg.global.avformat.av_codec_get_tag2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Options;
import org.derain.clips.libav.Ratio;
import org.derain.clips.libav.Track;

/** A stream whose packets are copied. */
final class CopiedTrack extends Track {
  private final FileInput input;
  private final Deque<AVPacket> packets;
  private final AVStream source;
  private final AVBSFContext filter = new AVBSFContext(null);
  private final Ratio sourceUnit;
  private final Ratio timeBase;
  private final long end;
  private long packetsLeft;
  private boolean begun;
  private long follows;

  CopiedTrack(
      AVStream stream,
      AVOutputFormat format,
      FileInput input,
      int index,
      Options options,
      Place place) {
    super(stream);
    this.input = input;
    source = input.stream(index);
    packets = input.queue(index);
    sourceUnit = Ratio.of(source.time_base());
    String filters = options.text("bsf", place);
    if (filters == null) {
      Libav.check(av_bsf_get_null_filter(filter), "copying");
    } else {
      Libav.check(av_bsf_list_parse_str(filters, filter), "packet filters " + filters);
    }
    avcodec_parameters_copy(filter.par_in(), source.codecpar());
    filter.time_base_in(source.time_base());
    Libav.check(av_bsf_init(filter), "packet filters");
    avcodec_parameters_copy(stream.codecpar(), filter.par_out());
    timeBase = Ratio.of(filter.time_base_out());
    tag(stream.codecpar(), format, options.text("tag", place));
    stream.time_base(filter.time_base_out());
    stream.avg_frame_rate(source.avg_frame_rate());
    stream.sample_aspect_ratio(source.sample_aspect_ratio());
    end = Math.min(options.micros("t", Long.MAX_VALUE), input.limit());
    String packets = options.text("frames", place);
    packetsLeft = packets == null ? Long.MAX_VALUE : Long.parseLong(packets);
  }

  /** The four letters of the codec: those asked for, or the source's where the format has them. */
  private static void tag(AVCodecParameters about, AVOutputFormat format, String asked) {
    if (asked != null) {
      byte[] letters = asked.getBytes(StandardCharsets.US_ASCII);
      about.codec_tag(ByteBuffer.wrap(letters).order(ByteOrder.LITTLE_ENDIAN).getInt());
      return;
    }
    var known = format.codec_tag();
    boolean keeps =
        Libav.none(known)
            || av_codec_get_id(known, about.codec_tag()) == about.codec_id()
            || !hasTag(known, about.codec_id());
    about.codec_tag(keeps ? about.codec_tag() : 0);
  }

  private static boolean hasTag(PointerPointer<?> known, int codec) {
    try (IntPointer tag = new IntPointer(1)) {
      return av_codec_get_tag2(known, codec, tag) != 0;
    }
  }

  @Override
  public AVPacket next() {
    AVPacket packet = av_packet_alloc();
    int code = av_bsf_receive_packet(filter, packet);
    while (code == Libav.AGAIN) {
      AVPacket from = read();
      Libav.check(av_bsf_send_packet(filter, from), "copying");
      if (from != null) {
        av_packet_free(from);
      }
      code = av_bsf_receive_packet(filter, packet);
    }
    if (code == AVERROR_EOF()) {
      av_packet_free(packet);
      return null;
    }
    Libav.check(code, "copying");
    return packet;
  }

  /** The next packet from the first key frame to the end that is asked for. */
  private AVPacket read() {
    AVPacket packet = input.next(packets);
    boolean video = source.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO;
    while (packet != null && !begun && video && (packet.flags() & AV_PKT_FLAG_KEY) == 0) {
      av_packet_free(packet);
      packet = input.next(packets);
    }
    if (packet == null) {
      return null;
    }
    begun = true;
    time(packet);
    if (packetsLeft == 0
        || end != Long.MAX_VALUE && Ratio.MICROS.from(packet.dts(), sourceUnit) >= end) {
      packetsLeft = 0;
      av_packet_free(packet);
      return null;
    }
    packetsLeft--;
    return packet;
  }

  /** Packets without times follow one another. */
  private void time(AVPacket packet) {
    if (packet.dts() == AV_NOPTS_VALUE) {
      packet.dts(packet.pts() == AV_NOPTS_VALUE ? follows : packet.pts());
    }
    if (packet.pts() == AV_NOPTS_VALUE) {
      packet.pts(packet.dts());
    }
    follows = packet.dts() + packet.duration();
  }

  @Override
  public Ratio timeBase() {
    return timeBase;
  }

  @Override
  public void close() {
    av_bsf_free(filter);
  }
}
