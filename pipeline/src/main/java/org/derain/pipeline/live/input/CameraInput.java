package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Dictionary;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.SystemErrors;
import org.derain.pipeline.live.CameraErrors;
import org.derain.pipeline.live.SourceAddress;
import org.derain.pipeline.live.Waits;
import org.derain.pipeline.live.packet.Deadline;

/**
 * A connection to a camera: its largest video stream and its first sound. Every step has a time
 * limit, whatever the other side does.
 */
final class CameraInput implements AutoCloseable {
  /** Formats of FFmpeg without times: what they hold is as old as it looks. */
  private static final Set<String> TIMELESS = Set.of("mpjpeg", "mjpeg", "h264", "hevc", "m4v");

  /** Packets among which the first of the sound is looked for. */
  private static final int SOUND_WITHIN = 500;

  private final SourceAddress address;
  private final Waits waits;
  private final Deadline deadline;
  private final Deque<AVPacket> ahead = new ArrayDeque<>();
  private AVFormatContext container;
  private AdtsSound adts;
  private int video = -1;
  private int audio = -1;
  private boolean pieces;
  private volatile boolean answered;

  /**
   * Connects.
   *
   * @param stopped asked while it waits
   * @throws MediaException with the reason, which holds no credential
   */
  CameraInput(SourceAddress address, Waits waits, BooleanSupplier stopped) {
    Ffmpeg.load();
    this.address = address;
    this.waits = waits;
    AVInputFormat format = address.input();
    deadline = new Deadline(stopped);
    waits.begin();
    int code = open(format);
    if (code == AVERROR_INVALIDDATA() && Multipart.is(address, deadline, waits.connect())) {
      // Small cameras send no boundary ahead of their first picture.
      code = open(av_find_input_format("mjpeg"));
    }
    if (code < 0) {
      String reason = CameraErrors.connecting(code, deadline.passed(), answered);
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

  private int open(AVInputFormat format) {
    container = avformat_alloc_context();
    deadline.guard(container);
    deadline.within(waits.connect(), this::answers, waits.description());
    AVDictionary options = Dictionary.of(address.options());
    int code = avformat_open_input(container, address.url(), format, options);
    Dictionary.free(options);
    return code;
  }

  /** Whether there is a connection, over which it may take its time to say what it sends. */
  private boolean answers() {
    if (!container.isNull()) {
      // When it could not be opened, FFmpeg has freed it.
      AVIOContext connection = container.pb();
      answered = connection != null && !connection.isNull();
    }
    return answered;
  }

  /** Bytes that came over its connection so far, as far as FFmpeg counts them. */
  private long received() {
    AVIOContext connection = container.pb();
    return connection == null || connection.isNull() ? 0 : connection.bytes_read();
  }

  private void choose() {
    if (address.live() && TIMELESS.contains(container.iformat().name().getString())) {
      container.use_wallclock_as_timestamps(1);
    }
    find();
    // RTSP describes its streams; to look for more costs a second.
    boolean described = address.kind() == SourceAddress.Kind.RTSP;
    if (video < 0 || !described) {
      deadline.whileMoving(waits.description(), Waits.ALIVE, this::received);
      int code = avformat_find_stream_info(container, (AVDictionary) null);
      boolean late = deadline.passed();
      if (code < 0 || late) {
        waits.gaveUp();
        throw new MediaException(
            CameraErrors.reading(code, late, () -> CameraErrors.NO_DESCRIPTION));
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
    if (audio >= 0 && AdtsSound.isNeeded(audio().codecpar())) {
      configureSound();
    }
    for (int i = 0; i < container.nb_streams(); i++) {
      if (i != video && i != audio) {
        container.streams(i).discard(org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL);
      }
    }
  }

  /** Reads on to the first packet of the sound, which was mostly received already. */
  private void configureSound() {
    adts = new AdtsSound(audio());
    deadline.within(waits.description());
    while (!adts.isConfigured() && ahead.size() < SOUND_WITHIN) {
      AVPacket packet = av_packet_alloc();
      if (av_read_frame(container, packet) < 0) {
        av_packet_free(packet);
        break;
      }
      boolean lost = isAudio(packet) && !adts.take(packet);
      if (lost || !isAudio(packet) && !isVideo(packet)) {
        av_packet_free(packet);
      } else {
        ahead.add(packet);
      }
    }
    if (!adts.isConfigured()) {
      audio = -1;
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
      if (type == AVMEDIA_TYPE_VIDEO && !Ffmpeg.isPicture(stream) && size > largest) {
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

  /** How its sound is encoded; null without sound. */
  AVCodecParameters sound() {
    return audio < 0 ? null : adts != null ? adts.parameters() : audio().codecpar();
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
    AVPacket first = ahead.poll();
    if (first != null) {
      av_packet_move_ref(into, first);
      av_packet_free(first);
      return 0;
    }
    deadline.within(waits.silence());
    int code = av_read_frame(container, into);
    boolean lost = code >= 0 && adts != null && isAudio(into) && !adts.take(into);
    return lost ? SystemErrors.AGAIN : code;
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

  /** Why nothing more can be read. */
  String reason(int code, Supplier<String> silent) {
    return CameraErrors.reading(code, deadline.passed(), silent);
  }

  @Override
  public void close() {
    // RTSP says goodbye; a dead camera must not keep us.
    deadline.within(java.time.Duration.ofMillis(300));
    while (!ahead.isEmpty()) {
      av_packet_free(ahead.poll());
    }
    if (adts != null) {
      adts.close();
    }
    avformat_close_input(container);
    deadline.close();
  }
}
