package org.derain.pipeline.triage;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.pipeline.demux.Decoder;
import org.derain.pipeline.demux.Demuxer;
import org.derain.zoo.RainScore;

/**
 * Looks at single moments of a recording: decodes the frame there and those behind it, makes them
 * small, and has them scored. One thread uses it.
 */
final class Looker implements AutoCloseable {
  /**
   * The longest side of the pictures whose score counts, in pixels. On 39 dry and 32 rainy clips
   * that was enough for the score to tell them apart as it does at full size.
   */
  private static final int LONGEST = 640;

  /** The longest side of the pictures of a first look: half the points, half the work. */
  private static final int QUICK = 448;

  /**
   * A first look whose score is below this share of the border is believed: none of 25 rainy clips
   * that are above the border at the larger size had less.
   */
  private static final double DRY = 0.4;

  /** Pictures so many times larger than what is scored lose nothing without deblocking. */
  private static final int LARGE = 2;

  private final Decoder decoder;
  private final KeyFrames keys;
  private final SmallView quick;
  private final SmallView exact;
  private final double dry;
  private final AVFrame frame = av_frame_alloc();
  private final double tick;
  private final double start;
  private double position = Double.POSITIVE_INFINITY;

  /**
   * Opens a recording; decoding runs on the caller's thread.
   *
   * @param windows that score its pictures; stays open
   * @param border the score from which on it rains
   */
  Looker(Path file, SmallWindows windows, double border) {
    Demuxer demuxer = Demuxer.open(file);
    this.keys = KeyFrames.of(demuxer);
    int side = Math.max(coded(demuxer).width(), coded(demuxer).height());
    this.decoder = new Decoder(demuxer, 1);
    if (side >= LARGE * LONGEST) {
      decoder.withoutDeblocking();
    }
    this.exact = new SmallView(demuxer, windows, LONGEST);
    this.quick = side > QUICK ? new SmallView(demuxer, windows, QUICK) : exact;
    this.dry = DRY * border;
    this.tick = demuxer.timeBase().value();
    this.start = demuxer.startSeconds();
  }

  /** Where decoding can begin. */
  KeyFrames keys() {
    return keys;
  }

  /** What a survey tells, with these looks. */
  Survey survey(List<Look> looks) {
    return Survey.of(decoder.demuxer(), keys.seconds(), looks);
  }

  /**
   * Looks at a moment.
   *
   * @param seconds from the beginning of the video; that of a key frame is the quickest
   * @return nothing when no frame can be decoded there
   */
  Optional<Look> at(double seconds) {
    if (!go(seconds)) {
      return Optional.empty();
    }
    double first = position;
    List<AVFrame> frames = new ArrayList<>();
    try {
      do {
        frames.add(av_frame_clone(frame));
      } while (frames.size() < SmallWindow.FRAMES && next());
      return Optional.of(Look.of(Math.max(0, first), score(frames)));
    } finally {
      frames.forEach(org.bytedeco.ffmpeg.global.avutil::av_frame_free);
    }
  }

  private RainScore score(List<AVFrame> frames) {
    RainScore score = quick.score(frames);
    return quick == exact || score.rain() < dry ? score : exact.score(frames);
  }

  /** Decodes up to the first frame that is shown at a time or later. */
  private boolean go(double seconds) {
    Double key = keys.times().floor(seconds);
    boolean here = position < seconds && (key == null || key <= position);
    if (!here) {
      long micros = Math.round((start + (key == null ? seconds : key)) * 1e6);
      position = Double.NEGATIVE_INFINITY;
      if (!decoder.seek(micros)) {
        return false;
      }
    }
    boolean exactly = keys.isAt(seconds);
    boolean found = next();
    while (found && !exactly && position < seconds - 1e-3) {
      found = next();
    }
    return found;
  }

  private boolean next() {
    boolean found = decoder.next(frame);
    position = found ? frame.best_effort_timestamp() * tick - start : Double.POSITIVE_INFINITY;
    return found;
  }

  private static AVCodecParameters coded(Demuxer demuxer) {
    return demuxer.video().codecpar();
  }

  @Override
  public void close() {
    av_frame_free(frame);
    exact.close();
    if (quick != exact) {
      quick.close();
    }
    decoder.close();
  }
}
