package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.Set;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;
import org.derain.pipeline.media.Dictionary;
import org.derain.pipeline.media.Ffmpeg;

/**
 * A connection to a camera: its largest video stream and its first sound. Every step has a time
 * limit, whatever the other side does.
 */
final class CameraInput implements AutoCloseable {
  /** Formats of FFmpeg without times: what they hold is as old as it looks. */
  private static final Set<String> TIMELESS = Set.of("mpjpeg", "mjpeg", "h264", "hevc", "m4v");

  private static final int PROTOCOL_NOT_SUPPORTED = -93;
  private static final int CONNECTION_REFUSED = -111;
  private static final int TIMED_OUT = -110;

  private final SourceAddress address;
  private final Patience patience;
  private final Deadline deadline;
  private final AVFormatContext container;
  private int video = -1;
  private int audio = -1;
  private boolean pieces;

  /**
   * Connects.
   *
   * @param stopped asked while it waits
   * @throws MediaException with the reason, which holds no credential
   */
  CameraInput(SourceAddress address, Patience patience, BooleanSupplier stopped) {
    Ffmpeg.load();
    this.address = address;
    this.patience = patience;
    deadline = new Deadline(stopped);
    container = avformat_alloc_context();
    deadline.guard(container);
    deadline.within(patience.connect());
    AVInputFormat format = null;
    if (address.format() != null) {
      format = av_find_input_format(address.format());
    }
    AVDictionary options = Dictionary.of(address.options());
    int code = avformat_open_input(container, address.url(), format, options);
    Dictionary.free(options);
    if (code < 0) {
      String reason = reason(code, "no answer");
      deadline.close();
      throw new MediaException(reason);
    }
    try {
      choose();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void choose() {
    if (address.live() && TIMELESS.contains(container.iformat().name().getString())) {
      container.use_wallclock_as_timestamps(1);
    }
    find();
    // RTSP describes its streams; to look for more costs a second.
    boolean described = address.kind() == SourceAddress.Kind.RTSP;
    if (video < 0 || !described) {
      deadline.within(patience.picture());
      int code = avformat_find_stream_info(container, (AVDictionary) null);
      if (code < 0) {
        throw new MediaException(reason(code, "it does not say what its streams are"));
      }
      find();
    } else {
      int codec = video().codecpar().codec_id();
      pieces = codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC;
      container.flags(container.flags() | (pieces ? AVFormatContext.AVFMT_FLAG_NOPARSE : 0));
    }
    if (video < 0) {
      throw new MediaException("there is no video in it");
    }
    for (int i = 0; i < container.nb_streams(); i++) {
      if (i != video && i != audio) {
        container.streams(i).discard(org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL);
      }
    }
  }

  private void find() {
    long largest = -1;
    for (int i = 0; i < container.nb_streams(); i++) {
      AVStream stream = container.streams(i);
      if (stream.codecpar().codec_id() == AV_CODEC_ID_NONE) {
        continue;
      }
      int type = stream.codecpar().codec_type();
      long size = (long) stream.codecpar().width() * stream.codecpar().height();
      boolean picture = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
      if (type == AVMEDIA_TYPE_VIDEO && !picture && size > largest) {
        largest = size;
        video = i;
      }
      boolean sounds = type == AVMEDIA_TYPE_AUDIO && stream.codecpar().sample_rate() > 0;
      if (sounds && audio < 0) {
        audio = i;
      }
    }
  }

  AVStream video() {
    return container.streams(video);
  }

  /** Null without sound. */
  AVStream audio() {
    return audio < 0 ? null : container.streams(audio);
  }

  AVFormatContext container() {
    return container;
  }

  /** Number of frames per second that the container tells; null when it does not. */
  Rational frameRate() {
    AVStream stream = video();
    Rational rate = usable(Ffmpeg.rational(stream.avg_frame_rate()));
    return rate != null ? rate : usable(Ffmpeg.rational(stream.r_frame_rate()));
  }

  /** A frame rate that can be true, or null. */
  static Rational usable(Rational rate) {
    boolean fraction = rate.num() > 0 && rate.den() > 0;
    return fraction && rate.value() >= 0.5 && rate.value() <= 240 ? rate : null;
  }

  /**
   * Waits for the next packet of the video or the sound.
   *
   * @return 0, or what FFmpeg says
   */
  int read(AVPacket into) {
    deadline.within(patience.silence());
    return av_read_frame(container, into);
  }

  /** Whether its video comes in pieces of pictures, to be put together by {@link AccessUnits}. */
  boolean inPieces() {
    return pieces;
  }

  /** Whether its video is H.265. */
  boolean hevc() {
    return video().codecpar().codec_id() == AV_CODEC_ID_HEVC;
  }

  /** Whether the time was over when a packet came at last: FFmpeg may have kept one back. */
  boolean expired() {
    return deadline.passed();
  }

  boolean isVideo(AVPacket packet) {
    return packet.stream_index() == video;
  }

  boolean isAudio(AVPacket packet) {
    return packet.stream_index() == audio;
  }

  /** What a return code means for the user. */
  String reason(int code, String silent) {
    if (deadline.passed() || code == TIMED_OUT) {
      return silent;
    }
    if (code == AVERROR_HTTP_UNAUTHORIZED()) {
      return "the camera refuses the user name or the password (401)";
    }
    if (code == AVERROR_HTTP_FORBIDDEN()) {
      return "the camera forbids this user the stream (403)";
    }
    if (code == AVERROR_HTTP_NOT_FOUND()) {
      return "there is no such stream at this address (404)";
    }
    if (code == CONNECTION_REFUSED) {
      return "nobody listens at this address (connection refused)";
    }
    if (code == PROTOCOL_NOT_SUPPORTED) {
      return "the camera refuses this way of transport (rtsp_transport)";
    }
    return code == AVERROR_EOF() ? "the other side closed the stream" : Ffmpeg.text(code);
  }

  @Override
  public void close() {
    // RTSP says goodbye; a dead camera must not keep us.
    deadline.within(java.time.Duration.ofMillis(300));
    avformat_close_input(container);
    deadline.close();
  }
}
