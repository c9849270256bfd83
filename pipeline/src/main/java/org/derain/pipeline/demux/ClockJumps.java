package org.derain.pipeline.demux;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Ffmpeg;

/**
 * Where the clock of all streams of a file jumps: recordings joined one behind the other, a
 * recorder that was started again, a clock of 33 bits that runs over. All streams move together, by
 * what the clock jumps, so that they stay in step; FFmpeg's own program does the same unless told
 * {@code -copyts}. Packets are reported apart by their position in the file, so it does not matter
 * which streams are read, or from where on.
 */
public final class ClockJumps {
  /** A file without jumps. */
  static final ClockJumps NONE = new ClockJumps(0);

  /** How much of a file is read beyond the part that is wanted, in seconds. */
  private static final double BEYOND = 20;

  /** Decoding times do not go back. */
  private static final long BACK = 100_000;

  /** Presentation times do, within a group of pictures. */
  private static final long REORDERED = 1_000_000;

  private final TreeMap<Long, Long> offsets = new TreeMap<>();
  private final TreeMap<Long, Long> entries = new TreeMap<>();
  private final double seconds;

  private ClockJumps(double seconds) {
    this.seconds = seconds;
  }

  /** Reads the times of a file up to the end of a part; of a format that cannot jump nothing. */
  public static ClockJumps of(Demuxer file, Cut cut) {
    if (!canJump(file)) {
      return NONE;
    }
    try (Demuxer again = Demuxer.open(file.file())) {
      return scan(again, cut.start() + cut.duration() + BEYOND);
    }
  }

  /** Formats whose index rules their times cannot; Matroska only goes back where it was joined. */
  private static boolean canJump(Demuxer file) {
    boolean discontinuous = (file.container().iformat().flags() & AVFMT_TS_DISCONT) != 0;
    return discontinuous || isMatroska(file);
  }

  private static boolean isMatroska(Demuxer file) {
    return file.isFormat("matroska");
  }

  private static ClockJumps scan(Demuxer file, double until) {
    // Matroska stores presentation times; what FFmpeg makes of them goes astray at a jump.
    boolean matroska = isMatroska(file);
    Map<Integer, StreamClock> clocks = new TreeMap<>();
    for (int i = 0; i < file.container().nb_streams(); i++) {
      AVStream stream = file.container().streams(i);
      int type = stream.codecpar().codec_type();
      boolean dense = type == AVMEDIA_TYPE_AUDIO || i == file.videoIndex();
      if (dense) {
        clocks.put(i, new StreamClock(matroska ? REORDERED : BACK, !matroska));
      } else {
        stream.discard(AVDISCARD_ALL);
      }
    }
    StreamClock video = clocks.get(file.videoIndex());
    TreeMap<Long, Long> keys = new TreeMap<>();
    AVPacket packet = av_packet_alloc();
    try {
      while (video.elapsed() / 1e6 < until && file.read(packet) >= 0) {
        StreamClock clock = clocks.get(packet.stream_index());
        boolean shown = matroska || packet.dts() == AV_NOPTS_VALUE;
        long time = shown ? packet.pts() : packet.dts();
        if (clock != null && time != AV_NOPTS_VALUE) {
          Rational unit =
              Ffmpeg.rational(file.container().streams(packet.stream_index()).time_base());
          long micros = TimeRange.micros(time, unit);
          clock.observe(packet.pos(), micros, TimeRange.micros(packet.duration(), unit));
          boolean key = clock == video && (packet.flags() & AV_PKT_FLAG_KEY) != 0;
          if (key && packet.pos() >= 0) {
            keys.put(packet.pos(), micros);
          }
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    ClockJumps jumps = new ClockJumps(video.elapsed() / 1e6);
    jumps.join(video, List.copyOf(clocks.values()));
    if (!jumps.isEmpty()) {
      keys.forEach((position, micros) -> jumps.entries.put(micros + jumps.at(position), position));
    }
    return jumps;
  }

  /** Takes the jumps of the video that all other streams make with it. */
  private void join(StreamClock video, List<StreamClock> all) {
    long offset = 0;
    for (StreamClock.Jump jump : video.jumps()) {
      List<StreamClock.Jump> together = new ArrayList<>();
      boolean alone = false;
      for (StreamClock clock : all) {
        StreamClock.Jump same = clock.like(jump);
        alone |= same == null && clock.goesOnBehind(jump.position());
        if (same != null) {
          together.add(same);
        }
      }
      if (!alone) {
        // Nothing may begin before its stream has ended, and one of them goes on without a gap.
        offset += together.stream().mapToLong(StreamClock.Jump::back).max().orElseThrow();
        long first = together.stream().mapToLong(StreamClock.Jump::position).min().orElseThrow();
        offsets.put(first, offset);
      }
    }
  }

  public boolean isEmpty() {
    return offsets.isEmpty();
  }

  /** How many there are. */
  int count() {
    return offsets.size();
  }

  /** How long the video is in seconds, as far as it was read; 0 for a format that cannot jump. */
  double seconds() {
    return seconds;
  }

  /** How far a time that lies at some position in the file is moved, in microseconds. */
  long at(long position) {
    Map.Entry<Long, Long> last = offsets.floorEntry(position);
    return last == null ? 0 : last.getValue();
  }

  /** Moves the times of a packet that begins at some position, in its stream's unit. */
  void move(AVPacket packet, long position, AVRational unit) {
    long micros = at(position);
    if (micros == 0) {
      return;
    }
    long offset = TimeRange.fromMicros(micros, Ffmpeg.rational(unit));
    if (packet.pts() != AV_NOPTS_VALUE) {
      packet.pts(packet.pts() + offset);
    }
    if (packet.dts() != AV_NOPTS_VALUE) {
      packet.dts(packet.dts() + offset);
    }
  }

  /** Where the last key frame before a moved time begins, or -1. */
  long entry(long micros) {
    Map.Entry<Long, Long> last = entries.floorEntry(micros);
    return last == null ? -1 : last.getValue();
  }
}
