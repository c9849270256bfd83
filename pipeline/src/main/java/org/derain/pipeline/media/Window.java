package org.derain.pipeline.media;

import org.derain.frames.Rational;

/**
 * A cut on the clock of a container, in microseconds: packets from {@code from} to before {@code
 * until} stay and move back by {@code shift}. Without a start nothing moves.
 */
record Window(long from, long until, long shift) {
  private static final long SLACK = 10_000_000;
  private static final Rational MICROSECONDS = new Rational(1, 1_000_000);

  /** The window of a cut. */
  static Window of(Demuxer source, Cut cut) {
    double start = source.startSeconds() + cut.start();
    double end = start + cut.duration();
    boolean moved = cut.start() > 0;
    return new Window(
        moved ? Math.round(start * 1e6) : Long.MIN_VALUE,
        Double.isInfinite(end) ? Long.MAX_VALUE : Math.round(end * 1e6),
        moved ? Math.round(start * 1e6) : 0);
  }

  /** How far times move back, in a unit. */
  long shiftIn(Rational unit) {
    return shift == 0 ? 0 : Ffmpeg.rescale(shift, MICROSECONDS, unit);
  }

  /** A time of some unit in microseconds. */
  static long micros(long time, Rational unit) {
    return Ffmpeg.rescale(time, unit, MICROSECONDS);
  }

  /** A time in microseconds in another unit. */
  static long fromMicros(long micros, Rational unit) {
    return Ffmpeg.rescale(micros, MICROSECONDS, unit);
  }

  /** Whether nothing of the window can follow any more. */
  boolean isOver(long micros) {
    return until != Long.MAX_VALUE && micros > until + SLACK;
  }
}
