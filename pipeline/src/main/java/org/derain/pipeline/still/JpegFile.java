package org.derain.pipeline.still;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.pipeline.codec.Ffmpeg;

/**
 * The content of a JPEG file. OpenCV's decoder says nothing of damage but to the terminal, and
 * gives no picture where the data ends early; FFmpeg's does both.
 */
final class JpegFile {
  private static final int START = 0xd8;
  private static final int FIRST_RESTART = 0xd0;
  private static final int LAST_RESTART = 0xd7;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int FIRST_APP = 0xe0;
  private static final int LAST_APP = 0xef;

  private final byte[] content;

  /** Of a file that may be of another kind. */
  JpegFile(byte[] content) {
    this.content = content;
  }

  /** Whether this is a JPEG whose data ends early or is broken. */
  boolean isDamaged() {
    if (content.length < 4 || marker(0) != START) {
      return false;
    }
    // What a picture says about itself is no business of this decoder, and may be odd.
    return decode(pieces(false), AV_EF_EXPLODE, null) == AVERROR_INVALIDDATA();
  }

  /** What can be shown of a damaged picture, in BGR; empty when that is nothing. */
  Mat salvaged() {
    Mat picture = new Mat();
    decode(content, 0, picture);
    return picture;
  }

  /** A whole JPEG with another picture, which says about itself what this one does. */
  byte[] about(byte[] other) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] said = pieces(true);
    all.write(said, 0, said.length);
    byte[] picture = new JpegFile(other).pieces(false);
    all.write(picture, 2, picture.length - 2);
    return all.toByteArray();
  }

  private int marker(int at) {
    boolean isMarker = at + 1 < content.length && (content[at] & 0xff) == 0xff;
    return isMarker ? content[at + 1] & 0xff : -1;
  }

  /** The clip that phones put behind the picture, and all behind it; mostly nothing. */
  byte[] behind() {
    // XMP that tells of it counts from the end of the file.
    List<Segment> all = segments();
    int end = all.get(all.size() - 1).to();
    String rest = new String(content, end, content.length - end, StandardCharsets.ISO_8859_1);
    return rest.contains("ftyp") ? Arrays.copyOfRange(content, end, content.length) : new byte[0];
  }

  /**
   * A part that begins with a marker.
   *
   * @param to where the next one begins
   */
  private record Segment(int marker, int from, int to) {
    boolean isApplication() {
      return marker >= FIRST_APP && marker <= LAST_APP;
    }
  }

  /** All up to the end of the picture; where that cannot be told, up to the end of the file. */
  private List<Segment> segments() {
    List<Segment> all = new ArrayList<>();
    int at = 2;
    while (at + 3 < content.length && marker(at) >= 0 && marker(at) != END) {
      int next = at + 2 + ((content[at + 2] & 0xff) << 8 | content[at + 3] & 0xff);
      next = marker(at) == SCAN ? nextMarker(next) : next;
      all.add(new Segment(marker(at), at, next));
      at = next;
    }
    at = Math.min(at, content.length);
    all.add(new Segment(END, at, marker(at) == END ? at + 2 : content.length));
    return all;
  }

  /** Coded samples hold no markers but zero bytes and restarts behind them. */
  private int nextMarker(int from) {
    int at = from;
    while (at + 1 < content.length) {
      int next = marker(at);
      if (next > 0 && next != 0xff && (next < FIRST_RESTART || next > LAST_RESTART)) {
        return at;
      }
      at++;
    }
    return content.length;
  }

  /**
   * The beginning and the segments in which applications say something; or everything but these.
   */
  private byte[] pieces(boolean applications) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    kept.write(content, 0, 2);
    int end = 2;
    for (Segment segment : segments()) {
      if (segment.isApplication() == applications && segment.to() <= content.length) {
        kept.write(content, segment.from(), segment.to() - segment.from());
      }
      end = segment.to();
    }
    if (!applications) {
      kept.write(content, end, content.length - end);
    }
    return kept.toByteArray();
  }

  /** Decodes; FFmpeg's code. */
  private static int decode(byte[] data, int errors, Mat into) {
    AVCodec codec = avcodec_find_decoder(AV_CODEC_ID_MJPEG);
    AVCodecContext context = avcodec_alloc_context3(codec);
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    try {
      context.err_recognition(errors).thread_count(1);
      Ffmpeg.check(avcodec_open2(context, codec, (AVDictionary) null), "opening the JPEG decoder");
      Ffmpeg.check(av_new_packet(packet, data.length), "reading a JPEG");
      packet.data().put(data, 0, data.length);
      int code = avcodec_send_packet(context, packet);
      if (code >= 0) {
        avcodec_send_packet(context, null);
        code = avcodec_receive_frame(context, frame);
      }
      if (code >= 0 && into != null) {
        convert(frame, into);
      }
      return code;
    } finally {
      av_frame_free(frame);
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }

  private static void convert(AVFrame frame, Mat into) {
    SwsContext scaler =
        sws_getContext(
            frame.width(),
            frame.height(),
            frame.format(),
            frame.width(),
            frame.height(),
            AV_PIX_FMT_BGR24,
            SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP,
            null,
            null,
            (DoublePointer) null);
    into.create(frame.height(), frame.width(), opencv_core.CV_8UC3);
    try (PointerPointer<BytePointer> planes = new PointerPointer<>(4);
        IntPointer strides = new IntPointer((int) into.step(), 0, 0, 0)) {
      planes.put(0, into.data());
      sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
    }
    sws_freeContext(scaler);
  }
}
