package org.derain.frames;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Decodes the best video stream of a file into 4:2:0 pictures. 8-bit and 9 to 15-bit 4:2:0 come out
 * as they are; anything else goes through FFmpeg's swscale (bicubic, accurate rounding). Odd sides
 * are cut to even ones. Pictures that are stored on their side come out upright. One reader per
 * thread.
 *
 * <p>This is the reader of learning and judging: a picture and its time. The pipeline's source,
 * which must keep every property of a file, is built on the same libraries but reads more.
 */
public final class VideoReader implements AutoCloseable {
  private final Path file;
  private final int width;
  private final int height;
  private final int pixels;
  private final AVFormatContext container;
  private final AVCodecContext decoder;
  private final AVStream stream;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final AVFrame converted;
  private final SwsContext scaler;
  private final FrameFormat format;
  private final Orientation orientation;
  private final Picture stored;
  private boolean waiting;
  private int packets;
  private boolean draining;
  private long pts;

  /** Opens a file for decoding. */
  public static VideoReader open(Path file) {
    return new VideoReader(file);
  }

  private VideoReader(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MediaException(file + ": no such file");
    }
    av_log_set_level(AV_LOG_FATAL);
    container = new AVFormatContext(null);
    // A "%" in the name of a picture is no pattern of many.
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "pattern_type", "none", 0);
    av_dict_set(options, "protocol_whitelist", "file", 0);
    String url = "file:" + file;
    int opened = avformat_open_input(container, url, FileKind.of(file, url), options);
    av_dict_free(options);
    if (opened < 0 || avformat_find_stream_info(container, (AVDictionary) null) < 0) {
      throw failed(null, file + ": not a media file that FFmpeg can read");
    }
    AVCodec codec = new AVCodec(null);
    int index = av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, codec, 0);
    if (index < 0) {
      throw failed(null, file + ": no video stream in it");
    }
    stream = container.streams(index);
    AVCodecContext opening = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(opening, stream.codecpar());
    opening.thread_count(2);
    if (avcodec_open2(opening, codec, (AVDictionary) null) < 0) {
      throw failed(opening, file + ": its video codec cannot be decoded");
    }
    if (opening.pix_fmt() == AV_PIX_FMT_NONE) {
      throw failed(opening, file + ": damaged, none of its pictures can be decoded");
    }
    if (Math.max(opening.width(), opening.height()) > FrameFormat.LONGEST) {
      throw failed(opening, file + ": a side is longer than " + FrameFormat.LONGEST + " pixels");
    }
    if (opening.width() < 2 || opening.height() < 2) {
      throw failed(opening, file + ": smaller than 2x2 pixels");
    }
    decoder = opening;
    this.file = file;
    this.width = decoder.width();
    this.height = decoder.height();
    this.pixels = decoder.pix_fmt();
    int from = pixels;
    int depth = depthOf(from);
    int evenWidth = Math.max(2, width & ~1);
    int evenHeight = Math.max(2, height & ~1);
    FrameFormat coded = new FrameFormat(evenWidth, evenHeight, depth);
    int target = pixelFormat(depth);
    boolean jpeg = from == AV_PIX_FMT_YUVJ420P;
    if (from == target || jpeg) {
      scaler = null;
      converted = null;
    } else {
      scaler =
          sws_getContext(
              width & ~1,
              height & ~1,
              from,
              evenWidth,
              evenHeight,
              target,
              SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP,
              null,
              null,
              (DoublePointer) null);
      if (scaler == null) {
        throw failed(decoder, file + ": its pixel format cannot be converted to 4:2:0");
      }
      converted = av_frame_alloc();
      converted.format(target).width(evenWidth).height(evenHeight);
      av_frame_get_buffer(converted, 0);
    }
    // Pictures themselves say how they are turned: the first one is decoded before it is wanted.
    waiting = decode();
    orientation = waiting ? Orientation.of(frame) : Orientation.UPRIGHT;
    format = orientation.turn(coded);
    stored = new Picture(coded);
  }

  /** Frees what was opened so far. */
  private MediaException failed(AVCodecContext opening, String reason) {
    av_packet_free(packet);
    av_frame_free(frame);
    if (opening != null) {
      avcodec_free_context(opening);
    }
    avformat_close_input(container);
    return new MediaException(reason);
  }

  private static int depthOf(int pixelFormat) {
    int depth = av_pix_fmt_desc_get(pixelFormat).comp(0).depth();
    return depth <= 8 ? 8 : Math.min(depth, 12);
  }

  /** FFmpeg's planar 4:2:0 format of 8, 9, 10, 12 or 14 bits. */
  static int pixelFormat(int depth) {
    return switch (depth) {
      case 8 -> AV_PIX_FMT_YUV420P;
      case 9 -> AV_PIX_FMT_YUV420P9;
      case 10 -> AV_PIX_FMT_YUV420P10;
      case 12 -> AV_PIX_FMT_YUV420P12;
      case 14 -> AV_PIX_FMT_YUV420P14;
      default -> throw new IllegalArgumentException("no 4:2:0 format of " + depth + " bits");
    };
  }

  /** The layout of the pictures that come out, turned upright. */
  public FrameFormat format() {
    return format;
  }

  /**
   * What the samples mean. A conversion out of one of FFmpeg's full-range formats (yuvj, grey, RGB)
   * ends in limited range.
   */
  public Colour colour() {
    int from = decoder.pix_fmt();
    boolean converted = scaler != null;
    boolean jpeg = from == AV_PIX_FMT_YUVJ420P;
    boolean tagged = decoder.color_range() == AVCOL_RANGE_JPEG && keepsRange(from);
    return new Colour(decoder.colorspace(), converted ? tagged : jpeg || tagged);
  }

  private static boolean keepsRange(int pixelFormat) {
    var about = av_pix_fmt_desc_get(pixelFormat);
    String name = about.name().getString();
    return (about.flags() & AV_PIX_FMT_FLAG_RGB) == 0
        && about.nb_components() >= 3
        && !name.startsWith("yuvj");
  }

  /** The average frame rate in 1/s; 25 when the container does not say. */
  public Rational frameRate() {
    var rate = stream.avg_frame_rate();
    return rate.den() == 0 || rate.num() == 0
        ? new Rational(25, 1)
        : new Rational(rate.num(), rate.den());
  }

  /** The unit of {@link #pts()} in seconds. */
  public Rational timeBase() {
    return new Rational(stream.time_base().num(), stream.time_base().den());
  }

  /** The presentation timestamp of the picture read last, in units of {@link #timeBase()}. */
  public long pts() {
    return pts;
  }

  /** Counts the packets that are left, without decoding; the reader is at its end then. */
  public int countPackets() {
    int count = packets;
    packets = 0;
    while (av_read_frame(container, packet) >= 0) {
      count += packet.stream_index() == stream.index() ? 1 : 0;
      av_packet_unref(packet);
    }
    return count;
  }

  /** Decodes the next picture; false at the end. Damaged packets are left out. */
  public boolean read(Picture into) {
    if (!waiting && !decode()) {
      return false;
    }
    waiting = false;
    pts = frame.best_effort_timestamp();
    store(into);
    av_frame_unref(frame);
    return true;
  }

  private boolean decode() {
    while (true) {
      if (avcodec_receive_frame(decoder, frame) == 0) {
        return true;
      }
      if (draining) {
        return false;
      }
      if (av_read_frame(container, packet) < 0) {
        draining = true;
        avcodec_send_packet(decoder, null);
        continue;
      }
      if (packet.stream_index() == stream.index()) {
        packets++;
        avcodec_send_packet(decoder, packet);
      }
      av_packet_unref(packet);
    }
  }

  private void store(Picture into) {
    if (frame.width() != width || frame.height() != height || frame.format() != pixels) {
      throw new MediaException(
          file + ": its size or pixel format changes in mid-stream; convert it to one size first");
    }
    AVFrame planes = frame;
    if (scaler != null) {
      sws_scale(
          scaler,
          frame.data(),
          frame.linesize(),
          0,
          frame.height() & ~1,
          converted.data(),
          converted.linesize());
      planes = converted;
    }
    Picture untouched = orientation.isUpright() ? into : stored;
    FrameFormat coded = untouched.format();
    for (int p = 0; p < 3; p++) {
      int rowBytes = coded.planeWidth(p) * coded.sampleBytes();
      av_image_copy_plane(
          untouched.pointer(p),
          rowBytes,
          planes.data(p),
          planes.linesize(p),
          rowBytes,
          coded.planeHeight(p));
    }
    if (untouched != into) {
      orientation.turn(untouched, into);
    }
  }

  @Override
  public void close() {
    stored.close();
    av_packet_free(packet);
    av_frame_free(frame);
    if (scaler != null) {
      sws_freeContext(scaler);
      av_frame_free(converted);
    }
    avcodec_free_context(decoder);
    avformat_close_input(container);
  }
}
