package org.derain.pipeline.demux;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BYTE;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_seek_file;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.derain.frames.FileKind;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Dictionary;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.SystemErrors;

/**
 * An opened container and its main video stream: the default one, then the largest; cover pictures
 * do not count.
 */
public final class Demuxer implements AutoCloseable {
  private final Path file;
  private final AVFormatContext container;
  private final int main;
  private final ClockJumps jumps;
  private final long[] positions;

  /** Opens a file, or says in one line why it cannot be cleaned. */
  public static Demuxer open(Path file) {
    Ffmpeg.load();
    Inputs.check(file);
    try {
      if (Files.size(file) == 0) {
        throw new MediaException(file + ": the file is empty");
      }
    } catch (IOException e) {
      throw new MediaException(file + ": not readable: " + e.getMessage(), e);
    }
    AVInputFormat format = FileKind.of(file, Ffmpeg.url(file));
    AVFormatContext container = new AVFormatContext(null);
    // A playlist that was asked for must not make us read the network, nor a "%" in a name a
    // sequence of pictures.
    AVDictionary options =
        Dictionary.of(Map.of("protocol_whitelist", "file", "pattern_type", "none"));
    int opened = avformat_open_input(container, Ffmpeg.url(file), format, options);
    Dictionary.free(options);
    if (opened < 0) {
      throw new MediaException(file + ": " + reason(file, opened));
    }
    try {
      if (avformat_find_stream_info(container, (AVDictionary) null) < 0) {
        throw new MediaException(file + ": not a video file");
      }
      return new Demuxer(file, container, mainVideo(file, container), ClockJumps.NONE);
    } catch (RuntimeException e) {
      avformat_close_input(container);
      throw e;
    }
  }

  private Demuxer(Path file, AVFormatContext container, int main, ClockJumps jumps) {
    this.file = file;
    this.container = container;
    this.main = main;
    this.jumps = jumps;
    positions = new long[container.nb_streams()];
  }

  /** The same container, which this hands over, with the jumps of its clock taken out. */
  public Demuxer without(ClockJumps found) {
    return new Demuxer(file, container, main, found);
  }

  private static String reason(Path file, int code) {
    return switch (Mp4Index.of(file)) {
      case MISSING ->
          "truncated: the recording ended before its index (moov) was written, so no player can"
              + " read it";
      case PRESENT, FRAGMENTED -> "a damaged mp4 file (" + Ffmpeg.text(code) + ")";
      case NOT_MP4 -> "not a video file that FFmpeg knows";
    };
  }

  private static int mainVideo(Path file, AVFormatContext container) {
    int best = -1;
    long bestScore = -1;
    boolean audio = false;
    for (int i = 0; i < container.nb_streams(); i++) {
      AVStream stream = container.streams(i);
      AVCodecParameters coded = stream.codecpar();
      audio |= coded.codec_type() == AVMEDIA_TYPE_AUDIO;
      if (coded.codec_type() != AVMEDIA_TYPE_VIDEO || Ffmpeg.isPicture(stream)) {
        continue;
      }
      long score = (long) coded.width() * coded.height();
      if ((stream.disposition() & AV_DISPOSITION_DEFAULT) != 0) {
        score += 1L << 40;
      }
      if (score > bestScore) {
        best = i;
        bestScore = score;
      }
    }
    if (best < 0) {
      throw new MediaException(
          file + (audio ? ": audio only, there is no video in it" : ": there is no video in it"));
    }
    AVCodecParameters coded = container.streams(best).codecpar();
    if (coded.width() <= 0 || coded.height() <= 0 || coded.format() < 0) {
      throw new MediaException(file + ": no picture of its video can be decoded");
    }
    if (Math.max(coded.width(), coded.height()) > FrameFormat.LONGEST) {
      throw new MediaException(
          String.format(
              "%s: pictures of %dx%d are too large, no side may be longer than %d pixels",
              file, coded.width(), coded.height(), FrameFormat.LONGEST));
    }
    return best;
  }

  public Path file() {
    return file;
  }

  public AVFormatContext container() {
    return container;
  }

  /** The main video stream. */
  public AVStream video() {
    return container.streams(main);
  }

  /** Jumps of the clock that are taken out of all times. */
  public ClockJumps jumps() {
    return jumps;
  }

  /**
   * Reads the next packet of any stream; like {@code av_read_frame}, but a clock that jumped goes
   * on.
   */
  public int read(AVPacket packet) {
    int code = av_read_frame(container, packet);
    while (code == SystemErrors.AGAIN) {
      code = av_read_frame(container, packet);
    }
    int stream = packet.stream_index();
    if (code >= 0 && !jumps.isEmpty() && stream < positions.length) {
      if (packet.pos() >= 0) {
        positions[stream] = packet.pos();
      }
      jumps.move(packet, positions[stream], container.streams(stream).time_base());
    }
    return code;
  }

  /**
   * Goes to the last key frame at or before a time.
   *
   * @param stream whose key frame, -1 for that of the container's choice
   * @param micros on the clock of the container, in microseconds
   * @return false if that fails: nothing has moved then, or nobody knows where to
   */
  public boolean seek(int stream, long micros) {
    if (jumps.isEmpty()) {
      long time = micros;
      if (stream >= 0) {
        time = TimeRange.fromMicros(micros, Ffmpeg.rational(container.streams(stream).time_base()));
      }
      return avformat_seek_file(container, stream, Long.MIN_VALUE, time, time, 0) >= 0;
    }
    // Times mean several places; positions do not, where the format can begin anywhere.
    long position = jumps.entry(micros);
    return position >= 0 && av_seek_frame(container, -1, position, AVSEEK_FLAG_BYTE) >= 0;
  }

  /** Index of the main video stream. */
  public int videoIndex() {
    return main;
  }

  /** The unit of the main video stream's timestamps in seconds. */
  public Rational timeBase() {
    return Ffmpeg.rational(video().time_base());
  }

  /** When the container starts, in seconds of its own clock. */
  public double startSeconds() {
    return container.start_time() == AV_NOPTS_VALUE ? 0 : container.start_time() / 1e6;
  }

  /** When the main video starts, in seconds of the container's clock. */
  double videoStartSeconds() {
    long start = video().start_time();
    return start == AV_NOPTS_VALUE ? startSeconds() : start * timeBase().value();
  }

  /** Whether FFmpeg's reader of the container goes by a name. */
  public boolean isFormat(String name) {
    return List.of(container.iformat().name().getString().split(",")).contains(name);
  }

  /** Video streams beside the main one that are not pictures. */
  int otherVideos() {
    int count = 0;
    for (int i = 0; i < container.nb_streams(); i++) {
      AVStream stream = container.streams(i);
      if (i != main
          && stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
          && !Ffmpeg.isPicture(stream)) {
        count++;
      }
    }
    return count;
  }

  @Override
  public void close() {
    avformat_close_input(container);
  }
}
