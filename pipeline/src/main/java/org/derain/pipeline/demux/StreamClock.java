package org.derain.pipeline.demux;

import java.util.ArrayList;
import java.util.List;

/** The times of one stream's packets, in microseconds, and where they jump. */
final class StreamClock {
  /** FFmpeg's {@code dts_delta_threshold}: longer gaps are no gaps. */
  private static final long AHEAD = 10_000_000;

  /** So many packets must follow, or else a single time was damaged. */
  private static final int CONFIRMED = 3;

  /** How far apart streams that belong together lie in a file, in bytes. */
  private static final long NEAR = 16 << 20;

  private final long back;
  private final boolean closesGaps;
  private final List<Jump> found = new ArrayList<>();
  private long lastPosition = -1;
  private long last = Long.MIN_VALUE;
  private long end;
  private long elapsed;
  private Jump pending;
  private long lastBefore;
  private int since;

  /**
   * A jump of the clock.
   *
   * @param position where in the file the first packet behind it begins, in bytes
   * @param end when the packet before it ended
   * @param start when the packet behind it begins
   */
  record Jump(long position, long end, long start) {
    /** What must be added to all times behind it. */
    long back() {
      return end - start;
    }
  }

  /**
   * A clock at its beginning.
   *
   * @param back times go back by more than that only where the clock was set
   * @param closesGaps whether a long way ahead is a jump too
   */
  StreamClock(long back, boolean closesGaps) {
    this.back = back;
    this.closesGaps = closesGaps;
  }

  /** Takes note of a packet; {@code position} -1: that of the packet before. */
  void observe(long position, long time, long duration) {
    lastPosition = position < 0 ? lastPosition : position;
    boolean jumps = last != Long.MIN_VALUE && !follows(last, end, time);
    if (jumps) {
      boolean stray = pending != null && follows(lastBefore, pending.end(), time);
      lastBefore = last;
      pending = stray ? null : new Jump(lastPosition, end, time);
      since = 0;
    } else if (pending != null && ++since == CONFIRMED) {
      found.add(pending);
      pending = null;
    }
    if (last == Long.MIN_VALUE || jumps) {
      elapsed += jumps ? end - last : 0;
      last = time;
      end = time + duration;
    } else {
      elapsed += Math.max(0, time - last);
      last = Math.max(last, time);
      end = Math.max(end, time + duration);
    }
  }

  private boolean follows(long last, long end, long time) {
    return time >= last - back && (!closesGaps || time <= end + AHEAD);
  }

  /** The jumps so far. */
  List<Jump> jumps() {
    return found;
  }

  /** How long the stream lasted so far, jumps left out, in microseconds. */
  long elapsed() {
    return elapsed + Math.max(0, end - last);
  }

  /** The jump of this stream that is the same as one of another stream, or null. */
  Jump like(Jump other) {
    Jump best = null;
    for (Jump jump : found) {
      boolean alike = Math.abs(jump.back() - other.back()) < AHEAD && distance(jump, other) < NEAR;
      if (alike && (best == null || distance(jump, other) < distance(best, other))) {
        best = jump;
      }
    }
    return best;
  }

  private static long distance(Jump one, Jump other) {
    return Math.abs(one.position() - other.position());
  }

  /** Whether packets of this stream lie behind a position. */
  boolean goesOnBehind(long position) {
    return lastPosition > position;
  }
}
