package org.derain.pipeline.codec;

/**
 * Makes the timestamps of decoded frames strictly increasing, and leaves every good one as it is. A
 * missing one continues from the frame before; one that goes back is moved just behind it, and
 * after a jump back (a recorder that restarted its clock) the clock goes on from there.
 */
public final class Timeline {
  private final long missing;
  private final long usual;
  private final long jump;
  private long last = Long.MIN_VALUE;
  private long lastDuration;
  private long offset;
  private int repaired;

  /**
   * For one stream.
   *
   * @param missing the value that stands for "no timestamp"
   * @param usual duration of a frame when nothing else says it, in ticks, at least 1
   * @param jump how far back a timestamp must go to count as a restarted clock, in ticks
   */
  public Timeline(long missing, long usual, long jump) {
    this.missing = missing;
    this.usual = usual;
    this.jump = jump;
  }

  /** The timestamp to use for the next frame, which says {@code pts} and {@code duration}. */
  public long next(long pts, long duration) {
    boolean first = last == Long.MIN_VALUE;
    long good = pts + offset;
    if (pts == missing) {
      good = first ? 0 : last + lastDuration;
      repaired++;
    } else if (!first && good <= last) {
      if (last - good > jump) {
        good = last + lastDuration;
        offset = good - pts;
      } else {
        good = last + 1;
      }
      repaired++;
    }
    last = good;
    lastDuration = duration(duration);
    return good;
  }

  /** The duration to use for a frame that says {@code duration}. */
  public long duration(long duration) {
    return duration > 0 ? duration : usual;
  }

  /** How many timestamps were missing or went back. */
  public int repaired() {
    return repaired;
  }
}
