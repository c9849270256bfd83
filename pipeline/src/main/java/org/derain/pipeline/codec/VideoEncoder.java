package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_image_copy_plane;

import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Orientation;
import org.derain.frames.Picture;
import org.derain.frames.Rational;

/**
 * Encodes frames with one of our codecs. Its clock counts frames, so that odd time bases and
 * variable frame rates never reach the codec; the exact times are put on the packets behind it.
 */
public final class VideoEncoder implements AutoCloseable {
  private final VideoTraits traits;
  private final Orientation toStored;
  private final Picture turned;
  private final Codec codec;
  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();

  /**
   * Opens the encoder.
   *
   * @param shown layout of the pictures to {@link #draw}, which may differ from that of {@code
   *     traits}
   * @param globalHeader whether the container wants the codec's parameters apart from the packets
   */
  public VideoEncoder(
      EncoderSettings settings, VideoTraits traits, FrameFormat shown, boolean globalHeader) {
    this(settings, traits, shown, globalHeader, settings.options(traits.colours().hdr()));
  }

  /**
   * Opens an encoder that holds nothing back: each picture that goes in comes out at once.
   *
   * @param preset instead of that of the settings, with a stream as like theirs as can be
   */
  public static VideoEncoder live(EncoderSettings settings, VideoTraits traits, String preset) {
    Codec codec = settings.codec();
    boolean alike = !preset.equals(settings.preset());
    return new VideoEncoder(
        settings,
        traits,
        traits.format(),
        true,
        codec.liveOptions(
            settings.crf(), preset, settings.threads(), traits.colours().hdr(), alike));
  }

  private VideoEncoder(
      EncoderSettings settings,
      VideoTraits traits,
      FrameFormat shown,
      boolean globalHeader,
      Map<String, String> wanted) {
    this.traits = traits;
    codec = settings.codec();
    toStored = traits.orientation().inverse();
    FrameFormat stored = toStored.turn(shown);
    boolean exact = codec.storesOddSizes() && shown.equals(traits.format());
    int width = exact ? traits.width() : stored.width();
    int height = exact ? traits.height() : stored.height();
    AVCodec encoder = avcodec_find_encoder_by_name(codec.encoder());
    if (encoder == null || encoder.isNull()) {
      throw new MediaException(
          "this build of FFmpeg has no encoder "
              + codec.encoder()
              + ": choose another --codec, or build without -Plgpl");
    }
    if (Math.min(width, height) < codec.smallestSide()) {
      throw new MediaException(
          String.format(
              "%s cannot store pictures as small as %dx%d; choose another --codec",
              codec.label(), width, height));
    }
    context = avcodec_alloc_context3(encoder);
    int format = PixelLayout.planar420(traits.format().bitDepth());
    Rational rate = traits.frameRate();
    context.width(width).height(height).pix_fmt(format);
    Rational told = codec.nominalRate(rate);
    try (AVRational frames = new AVRational().num(told.num()).den(told.den());
        AVRational unit = new AVRational().num(told.den()).den(told.num());
        AVRational aspect = Ffmpeg.rational(traits.pixelAspect())) {
      context.framerate(frames).time_base(unit).sample_aspect_ratio(aspect);
    }
    // A key frame at least every two seconds: what a kill can cost, and how well players can seek.
    context.gop_size((int) Math.max(12, Math.min(250, Math.round(2 * rate.value()))));
    context.thread_count(settings.threads());
    traits.colours().into(context);
    context.flags(
        context.flags()
            | AV_CODEC_FLAG_CLOSED_GOP
            | (globalHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
    AVDictionary options = Dictionary.of(wanted);
    int opened = avcodec_open2(context, encoder, options);
    Dictionary.free(options);
    if (opened < 0) {
      close();
      throw new MediaException(
          String.format(
              "the %s encoder cannot take %dx%d pictures with %d bits at %.4g frames per second;"
                  + " choose another --codec",
              codec.label(), width, height, traits.format().bitDepth(), rate.value()));
    }
    frame.width(width).height(height).format(format);
    frame
        .color_range(context.color_range())
        .color_primaries(context.color_primaries())
        .color_trc(context.color_trc())
        .colorspace(context.colorspace());
    frame.chroma_location(context.chroma_sample_location());
    frame.sample_aspect_ratio(context.sample_aspect_ratio());
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "no memory for pictures");
    turned = toStored.isUpright() ? null : new Picture(stored);
  }

  /** Frames after which there is a key frame at the latest. */
  public int groupLength() {
    return context.gop_size();
  }

  /** The frame to fill before {@link #encode}; its old content is undefined. */
  public AVFrame frame() {
    Ffmpeg.check(av_frame_make_writable(frame), "no memory for pictures");
    return frame;
  }

  /** Copies an upright picture into the frame, which may be a row or column smaller. */
  public void draw(Picture picture) {
    Picture stored = turned == null ? picture : turned;
    if (turned != null) {
      toStored.turn(picture, turned);
    }
    FrameFormat format = stored.format();
    for (int plane = 0; plane < 3; plane++) {
      int stride = format.planeWidth(plane) * format.sampleBytes();
      int rowBytes = Math.min(stride, frame.linesize(plane));
      int shown = plane == 0 ? frame.height() : (frame.height() + 1) / 2;
      int rows = Math.min(format.planeHeight(plane), shown);
      try (BytePointer from = stored.pointer(plane);
          BytePointer into = new BytePointer(frame.data(plane))) {
        av_image_copy_plane(into, frame.linesize(plane), from, stride, rowBytes, rows);
      }
    }
  }

  /** Encodes the filled frame as number {@code index} and hands out what is ready. */
  public void encode(long index, Consumer<AVPacket> packets) {
    encode(index, false, packets);
  }

  /** The same, as a key frame if {@code key} says so, and otherwise as the encoder likes. */
  public void encode(long index, boolean key, Consumer<AVPacket> packets) {
    frame.pts(index).duration(1).pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    send(frame, packets);
  }

  /** Hands out what the encoder still holds; nothing may follow. */
  public void finish(Consumer<AVPacket> packets) {
    send(null, packets);
  }

  private void send(AVFrame next, Consumer<AVPacket> packets) {
    Ffmpeg.check(avcodec_send_frame(context, next), "encoding " + codec.label());
    int code = avcodec_receive_packet(context, packet);
    while (code >= 0) {
      packets.accept(packet);
      av_packet_unref(packet);
      code = avcodec_receive_packet(context, packet);
    }
    if (code != SystemErrors.AGAIN && code != AVERROR_EOF()) {
      Ffmpeg.check(code, "encoding " + codec.label());
    }
  }

  /** Writes the stream's parameters, and how its pictures are turned. */
  public void describe(AVCodecParameters into) {
    Ffmpeg.check(avcodec_parameters_from_context(into, context), "describing the video");
    if (!traits.orientation().isUpright()) {
      int[] matrix = traits.orientation().matrix(context.width(), context.height());
      try (IntPointer numbers = new IntPointer(matrix)) {
        SideData.put(
            into, AV_PKT_DATA_DISPLAYMATRIX, numbers, (long) matrix.length * Integer.BYTES);
      }
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(context);
    if (turned != null) {
      turned.close();
    }
  }
}
