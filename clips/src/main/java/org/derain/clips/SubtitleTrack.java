package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVSubtitle;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Ratio;
import org.derain.clips.libav.Track;

/** Text subtitles that are written in another form. */
final class SubtitleTrack extends Track {
  private static final int MOST = 1 << 20;
  private static final Ratio MILLIS = new Ratio(1, 1000);

  private final FileInput input;
  private final Deque<AVPacket> packets;
  private final Ratio unit;
  private final AVCodecContext decoder;
  private final AVCodecContext encoder;
  private final AVSubtitle subtitle = new AVSubtitle();
  private final IntPointer got = new IntPointer(1);
  private final BytePointer text = new BytePointer(MOST);

  SubtitleTrack(AVStream stream, FileInput input, int index, AVCodec codec) {
    super(stream);
    this.input = input;
    packets = input.queue(index);
    AVStream source = input.stream(index);
    unit = Ratio.of(source.time_base());
    AVCodec from = avcodec_find_decoder(source.codecpar().codec_id());
    decoder = avcodec_alloc_context3(from);
    avcodec_parameters_to_context(decoder, source.codecpar());
    decoder.pkt_timebase(source.time_base());
    Libav.check(avcodec_open2(decoder, from, (AVDictionary) null), "reading subtitles");
    encoder = avcodec_alloc_context3(codec);
    try (AVRational millis = MILLIS.raw()) {
      encoder.time_base(millis);
    }
    int size = decoder.subtitle_header_size();
    if (size > 0) {
      BytePointer header = new BytePointer(av_mallocz(size + 1L));
      Pointer.memcpy(header, decoder.subtitle_header(), size);
      encoder.subtitle_header(header).subtitle_header_size(size);
    }
    Libav.check(avcodec_open2(encoder, codec, (AVDictionary) null), "writing subtitles");
    Libav.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "writing subtitles");
    try (AVRational micros = Ratio.MICROS.raw()) {
      stream.time_base(micros);
    }
  }

  @Override
  public AVPacket next() {
    AVPacket packet = input.next(packets);
    while (packet != null && !convert(packet)) {
      av_packet_free(packet);
      packet = input.next(packets);
    }
    return packet;
  }

  private boolean convert(AVPacket packet) {
    if (avcodec_decode_subtitle2(decoder, subtitle, got, packet) < 0 || got.get() == 0) {
      return false;
    }
    long shown = subtitle.end_display_time();
    subtitle.start_display_time(0);
    int bytes = avcodec_encode_subtitle(encoder, text, MOST, subtitle);
    avsubtitle_free(subtitle);
    if (bytes <= 0) {
      return false;
    }
    long pts = packet.pts();
    long duration = packet.duration() > 0 ? packet.duration() : unit.from(shown, MILLIS);
    av_packet_unref(packet);
    Libav.check(av_new_packet(packet, bytes), "writing subtitles");
    Pointer.memcpy(packet.data(), text, bytes);
    packet.pts(pts).dts(pts).duration(duration).flags(AV_PKT_FLAG_KEY);
    return true;
  }

  @Override
  public Ratio timeBase() {
    return unit;
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
