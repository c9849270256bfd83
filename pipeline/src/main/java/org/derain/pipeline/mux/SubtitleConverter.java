package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVSubtitle;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Ffmpeg;

/** Turns text subtitles of one kind into another, event by event. */
final class SubtitleConverter implements AutoCloseable {
  private static final int MOST = 1 << 20;
  private static final Rational MILLISECONDS = new Rational(1, 1000);

  private final AVCodecContext decoder;
  private final AVCodecContext encoder;
  private final Rational timeBase;
  private final AVSubtitle subtitle = new AVSubtitle();
  private final IntPointer got = new IntPointer(1);
  private final BytePointer text = new BytePointer(MOST);

  /** Whether a stream is text that can be converted. */
  static boolean canConvert(AVStream stream) {
    AVCodecDescriptor about = avcodec_descriptor_get(stream.codecpar().codec_id());
    return about != null
        && !about.isNull()
        && (about.props() & AV_CODEC_PROP_TEXT_SUB) != 0
        && hasCodec(avcodec_find_decoder(stream.codecpar().codec_id()));
  }

  private static boolean hasCodec(AVCodec codec) {
    return codec != null && !codec.isNull();
  }

  /** From the codec of a stream to another one. */
  SubtitleConverter(AVStream stream, int codecId) {
    timeBase = Ffmpeg.rational(stream.time_base());
    AVCodec from = avcodec_find_decoder(stream.codecpar().codec_id());
    decoder = avcodec_alloc_context3(from);
    avcodec_parameters_to_context(decoder, stream.codecpar());
    decoder.pkt_timebase(stream.time_base());
    Ffmpeg.check(avcodec_open2(decoder, from, (AVDictionary) null), "reading subtitles");
    AVCodec to = avcodec_find_encoder(codecId);
    encoder = avcodec_alloc_context3(to);
    try (AVRational unit = Ffmpeg.rational(MILLISECONDS)) {
      encoder.time_base(unit);
    }
    int size = decoder.subtitle_header_size();
    if (size > 0) {
      BytePointer header = new BytePointer(av_mallocz(size + 1L));
      Pointer.memcpy(header, decoder.subtitle_header(), size);
      encoder.subtitle_header(header).subtitle_header_size(size);
    }
    Ffmpeg.check(avcodec_open2(encoder, to, (AVDictionary) null), "converting subtitles");
  }

  /** Writes the parameters of the converted stream. */
  void describe(AVCodecParameters into) {
    Ffmpeg.check(avcodec_parameters_from_context(into, encoder), "describing subtitles");
  }

  /** Converts one packet in place, its times stay; false when it holds no text to show. */
  boolean convert(AVPacket packet) {
    if (avcodec_decode_subtitle2(decoder, subtitle, got, packet) < 0 || got.get() == 0) {
      return false;
    }
    try {
      if (subtitle.num_rects() == 0) {
        return false;
      }
      long duration = packet.duration();
      if (duration <= 0) {
        duration = Ffmpeg.rescale(subtitle.end_display_time(), MILLISECONDS, timeBase);
      }
      subtitle.start_display_time(0);
      int bytes = avcodec_encode_subtitle(encoder, text, MOST, subtitle);
      if (bytes <= 0) {
        return false;
      }
      long pts = packet.pts();
      int stream = packet.stream_index();
      av_packet_unref(packet);
      Ffmpeg.check(av_new_packet(packet, bytes), "converting subtitles");
      Pointer.memcpy(packet.data(), text, bytes);
      packet.pts(pts).dts(pts).duration(duration).flags(AV_PKT_FLAG_KEY).stream_index(stream);
      return true;
    } finally {
      avsubtitle_free(subtitle);
    }
  }

  @Override
  public void close() {
    avcodec_free_context(decoder);
    avcodec_free_context(encoder);
    subtitle.close();
    got.close();
    text.close();
  }
}
