package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avfilter.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.clips.libav.ClipException;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Options;
import org.derain.clips.libav.Ratio;
import org.derain.clips.libav.Track;

/** A stream that is encoded. Pictures keep their times, to the encoder's unit; none is repeated. */
final class EncodedTrack extends Track {
  private static final int INTERLACED = 1 << 3;
  private static final int TOP_FIRST = 1 << 4;

  private final AVCodecContext context;
  private final Graph.Sink sink;
  private final Ratio from;
  private final Ratio timeBase;
  private final AVFrame frame = av_frame_alloc();
  private final boolean video;
  private final boolean everyPicture;
  private long framesLeft;
  private boolean ahead;
  private long next = Long.MIN_VALUE;

  /**
   * Opens the encoder.
   *
   * @param apart whether the container wants the codec's parameters apart from the packets
   */
  EncodedTrack(AVStream stream, Encoding encoding, Graph.Sink sink, boolean apart) {
    super(stream);
    this.sink = sink;
    Options options = encoding.options();
    Place place = encoding.place();
    video = place.type() == 'v';
    everyPicture = "passthrough".equals(options.text("fps_mode", place));
    String frames = options.text("frames", place);
    framesLeft = frames == null ? Long.MAX_VALUE : Long.parseLong(frames);
    from = sink.timeBase();
    context = avcodec_alloc_context3(encoding.codec());
    String unit = options.text("enc_time_base", place);
    if (video) {
      describePictures(unit);
    } else {
      describeSound(unit);
    }
    timeBase = Ratio.of(context.time_base());
    context.thread_count(0);
    context.flags(
        context.flags() | AV_CODEC_FLAG_FRAME_DURATION | (apart ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
    String quality = options.text("q", place);
    if (quality != null) {
      context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
      context.global_quality((int) (FF_QP2LAMBDA * Double.parseDouble(quality)));
    }
    open(encoding);
    if (!video && context.frame_size() > 0) {
      av_buffersink_set_frame_size(sink.context(), context.frame_size());
    }
    Libav.check(avcodec_parameters_from_context(stream.codecpar(), context), "encoding");
    stream.time_base(context.time_base());
    String encoder = "Lavc" + version() + " " + encoding.codec().name().getString();
    stream.metadata(Libav.dictionary(Map.of("encoder", encoder)));
    if (video) {
      stream.avg_frame_rate(context.framerate());
      stream.sample_aspect_ratio(context.sample_aspect_ratio());
    }
  }

  private static String version() {
    int version = avcodec_version();
    return (version >> 16) + "." + (version >> 8 & 255) + "." + (version & 255);
  }

  private void open(Encoding encoding) {
    Map<String, String> offered = new LinkedHashMap<>(encoding.options().others(encoding.place()));
    AVDictionary wanted = Libav.dictionary(offered);
    int opened = avcodec_open2(context, encoding.codec(), wanted);
    encoding.options().took(offered, Libav.entries(wanted).keySet());
    av_dict_free(wanted);
    Libav.check(opened, "opening the encoder " + encoding.codec().name().getString());
  }

  /** Only the first picture tells its colours; sound must not be read before its size is known. */
  private void describePictures(String unit) {
    ahead = sink.read(frame);
    if (!ahead) {
      throw new ClipException("no pictures to encode");
    }
    AVFilterContext end = sink.context();
    Ratio rate = sink.rate().known() ? sink.rate() : new Ratio(25, 1);
    Ratio clock = unit == null ? rate.inverse() : Ratio.parse(unit);
    try (AVRational a = clock.raw();
        AVRational b = rate.raw();
        AVRational aspect = av_buffersink_get_sample_aspect_ratio(end)) {
      context.time_base(a).framerate(b).sample_aspect_ratio(aspect);
    }
    context.width(frame.width()).height(frame.height()).pix_fmt(frame.format());
    context.color_range(frame.color_range()).color_primaries(frame.color_primaries());
    context.color_trc(frame.color_trc()).colorspace(frame.colorspace());
    context.chroma_sample_location(frame.chroma_location());
    if ((frame.flags() & INTERLACED) != 0) {
      boolean top = (frame.flags() & TOP_FIRST) != 0;
      context.field_order(top ? AV_FIELD_TB : AV_FIELD_BT);
    } else {
      context.field_order(AV_FIELD_PROGRESSIVE);
    }
  }

  private void describeSound(String unit) {
    AVFilterContext end = sink.context();
    int rate = av_buffersink_get_sample_rate(end);
    Ratio clock = unit == null ? new Ratio(1, rate) : Ratio.parse(unit);
    try (AVRational a = clock.raw()) {
      context.time_base(a);
    }
    context.sample_fmt(av_buffersink_get_format(end)).sample_rate(rate);
    Libav.check(av_buffersink_get_ch_layout(end, context.ch_layout()), "encoding");
  }

  @Override
  public AVPacket next() {
    AVPacket packet = av_packet_alloc();
    int code = avcodec_receive_packet(context, packet);
    while (code == Libav.AGAIN) {
      Libav.check(avcodec_send_frame(context, take() ? frame : null), "encoding");
      code = avcodec_receive_packet(context, packet);
    }
    if (code == AVERROR_EOF()) {
      av_packet_free(packet);
      return null;
    }
    Libav.check(code, "encoding");
    return packet;
  }

  /** Makes {@link #frame} the next one to encode; false at the end. */
  private boolean take() {
    while (framesLeft > 0 && (ahead || sink.read(frame))) {
      ahead = false;
      if (place()) {
        framesLeft--;
        return true;
      }
    }
    return false;
  }

  /** Gives the frame its time in the encoder's unit; false when there is no room for it. */
  private boolean place() {
    double exact = frame.pts() * from.value() / timeBase.value();
    long time = timeBase.from(frame.pts(), from);
    if (video && !everyPicture && next != Long.MIN_VALUE && time < next) {
      if (exact - next <= -0.6) {
        return false;
      }
      time = next;
    }
    next = time + 1;
    frame.pts(time).duration(timeBase.from(frame.duration(), from));
    frame.pict_type(AV_PICTURE_TYPE_NONE);
    return true;
  }

  @Override
  public Ratio timeBase() {
    return timeBase;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
    sink.close();
  }
}
