package org.derain.pipeline.demux;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Dictionary;

/** How long a video is by its container, and how much of it was there. */
public final class AnnouncedDuration {
  private final double seconds;
  private final double tolerance;
  private final double start;
  private final double tick;
  private double seen;

  private AnnouncedDuration(double seconds, double tolerance, double start, double tick) {
    this.seconds = seconds;
    this.tolerance = tolerance;
    this.start = start;
    this.tick = tick;
  }

  /** What a container announces for its main video. */
  public static AnnouncedDuration of(Demuxer demuxer) {
    double tick = demuxer.timeBase().value();
    double start = demuxer.startSeconds();
    if (!demuxer.jumps().isEmpty()) {
      return new AnnouncedDuration(demuxer.jumps().seconds(), 1.0, start, tick);
    }
    AVStream video = demuxer.video();
    // Matroska's writers say when a stream ends, which is its length only from nought on.
    double before = demuxer.isFormat("matroska") ? Math.max(0, start) : 0;
    String tag = Dictionary.read(video.metadata()).getOrDefault("DURATION", "");
    if (tag.matches("\\d+:\\d\\d:\\d\\d(\\.\\d+)?")) {
      String[] parts = tag.split(":");
      double whole = Integer.parseInt(parts[0]) * 3600.0 + Integer.parseInt(parts[1]) * 60.0;
      return new AnnouncedDuration(whole + Double.parseDouble(parts[2]) - before, 0.1, start, tick);
    }
    if (demuxer.isFormat("mov") && video.duration() != AV_NOPTS_VALUE && video.duration() > 0) {
      // Fragments count from nought, whenever the first of them begins.
      boolean fragmented = Mp4Index.of(demuxer.file()) == Mp4Index.FRAGMENTED;
      double first = fragmented ? Math.max(0, demuxer.videoStartSeconds()) : 0;
      return new AnnouncedDuration(video.duration() * tick - first, 0.1, start, tick);
    }
    AVRational rate = video.avg_frame_rate();
    if (demuxer.isFormat("avi") && video.nb_frames() > 0 && rate.num() > 0) {
      // The header counts frames; the duration is a guess from what is there.
      return new AnnouncedDuration(
          (double) video.nb_frames() * rate.den() / rate.num(), 0.1, start, tick);
    }
    long whole = demuxer.container().duration();
    boolean guessed =
        demuxer.container().duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE;
    boolean known = whole != AV_NOPTS_VALUE && whole > 0 && !guessed;
    return new AnnouncedDuration(known ? whole / 1e6 - before : 0, 1.0, start, tick);
  }

  /** The announced length in seconds; 0 when unknown. */
  public double seconds() {
    return seconds;
  }

  /** Takes note of a frame that ends at a time in the stream's unit. */
  void observe(long end) {
    seen = Math.max(seen, end * tick - start);
  }

  /**
   * What to tell the user when less was there than announced.
   *
   * @param stopped why reading stopped early, or null
   */
  Optional<String> problem(Cut cut, String stopped, Rational frameRate) {
    double wanted = Math.min(seconds, cut.start() + cut.duration());
    boolean isShort = wanted - seen > Math.max(tolerance, 3 / frameRate.value());
    if (isShort) {
      return Optional.of(
          String.format(
              java.util.Locale.ROOT,
              "the file is cut off or damaged: %.2f of the announced %.2f seconds are there, and"
                  + " these are cleaned",
              seen,
              seconds));
    }
    return stopped == null
        ? Optional.empty()
        : Optional.of("reading stopped before the end of the file: " + stopped);
  }
}
