package org.derain.pipeline.demux;

import java.util.Locale;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.Ffmpeg;

/**
 * A cut on the clock of a container, in microseconds: packets from {@code from} to before {@code
 * until} stay and move back by {@code shift}. Without a start only a clock moves that the target
 * cannot hold.
 */
public record TimeRange(long from, long until, long shift) {
  private static final long SLACK = 10_000_000;

  /** A clock that begins later than this is no delay, but a clock that ran before. */
  private static final double LATE = 10;

  /** Sound may begin a little below nought: what its decoder needs before it gives sound. */
  private static final double PRIMING = 0.2;

  /** Where times were rounded, and less than a frame lasts. */
  private static final double ROUNDED = 0.02;

  private static final Rational MICROSECONDS = new Rational(1, 1_000_000);

  /** The window of a cut. */
  public static TimeRange of(Demuxer source, Cut cut, Container target) {
    double start = source.startSeconds() + cut.start();
    double end = start + cut.duration();
    boolean moved = cut.start() > 0 || isOutOf(target, source);
    return new TimeRange(
        cut.start() > 0 ? Math.round(start * 1e6) : Long.MIN_VALUE,
        Double.isInfinite(end) ? Long.MAX_VALUE : Math.round(end * 1e6),
        moved ? Math.round(start * 1e6) : 0);
  }

  /** Whether a clock begins where a target cannot: only transport streams begin anywhere. */
  private static boolean isOutOf(Container target, Demuxer source) {
    if (target.isTs() && source.isFormat("mpegts")) {
      return false;
    }
    double start = source.startSeconds();
    return start > LATE || start < -PRIMING || source.videoStartSeconds() < -ROUNDED;
  }

  /** What to tell the user when the whole clock moves, or null. */
  public String note() {
    return from == Long.MIN_VALUE && shift != 0
        ? String.format(
            Locale.ROOT,
            "the clock of the file begins at %.2f s: the result begins at 0, all streams in step",
            shift / 1e6)
        : null;
  }

  /** How far times move back, in a unit. */
  public long shiftIn(Rational unit) {
    return shift == 0 ? 0 : Ffmpeg.rescale(shift, MICROSECONDS, unit);
  }

  /** A time of some unit in microseconds. */
  public static long micros(long time, Rational unit) {
    return Ffmpeg.rescale(time, unit, MICROSECONDS);
  }

  /** A time in microseconds in another unit. */
  public static long fromMicros(long micros, Rational unit) {
    return Ffmpeg.rescale(micros, MICROSECONDS, unit);
  }

  /** Whether nothing of the window can follow any more. */
  public boolean isOver(long micros) {
    return until != Long.MAX_VALUE && micros > until + SLACK;
  }
}
