package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Frames;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Ratio;

/** Pictures or sound of a stream of a file. What is damaged is left out. */
final class Decoder implements Frames {
  private final FileInput input;
  private final Deque<AVPacket> packets;
  private final AVCodecContext context;
  private final Ratio timeBase;
  private final Ratio rate;

  Decoder(FileInput input, int index) {
    this.input = input;
    packets = input.queue(index);
    AVStream stream = input.stream(index);
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    if (Libav.none(codec)) {
      throw new ClipException(
          "no decoder for " + avcodec_get_name(stream.codecpar().codec_id()).getString());
    }
    context = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(context, stream.codecpar());
    context.pkt_timebase(stream.time_base());
    context.thread_count(0);
    Libav.check(avcodec_open2(context, codec, (AVDictionary) null), "opening a decoder");
    timeBase = Ratio.of(stream.time_base());
    try (AVRational guess = av_guess_frame_rate(input.container(), stream, null)) {
      rate = Ratio.of(guess);
    }
  }

  @Override
  public boolean read(AVFrame into) {
    int code = avcodec_receive_frame(context, into);
    while (code == Libav.AGAIN) {
      AVPacket packet = input.next(packets);
      avcodec_send_packet(context, packet);
      if (packet != null) {
        av_packet_free(packet);
      }
      code = avcodec_receive_frame(context, into);
    }
    if (code == AVERROR_EOF()) {
      return false;
    }
    Libav.check(code, "decoding");
    into.pts(into.best_effort_timestamp());
    return true;
  }

  @Override
  public Ratio timeBase() {
    return timeBase;
  }

  @Override
  public Ratio rate() {
    return rate;
  }

  @Override
  public void close() {
    avcodec_free_context(context);
  }
}
