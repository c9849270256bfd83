package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

/**
 * One clock for all that a camera ever sends, in microseconds since the first packet. Within a
 * connection the camera's own times count. A new connection goes on where the wall clock is; so
 * does a clock that jumps, and then sound and pictures are moved alike.
 *
 * <p>The reader of a connection uses it, one connection at a time.
 */
final class SourceClock {
  private static final long FORWARD_JUMP = 2_000_000;
  private static final long BACKWARD_JUMP = 100_000;

  /** Times without decoding times may be out of order by this much. */
  private static final long REORDERED = 1_000_000;

  /** How near the other stream's shift must bring a time for it to be taken. */
  private static final long NEAR = 1_000_000;

  private static final long USUAL_STEP = 40_000;

  private final Track[] tracks = {new Track(), new Track()};
  private long start;
  private boolean started;
  private long latest;
  private int jumps;

  private static final class Track {
    private boolean known;
    private long shift;
    private long last;
    private long captured;
    private long step = USUAL_STEP;
  }

  /** A new connection begins. */
  void connect() {
    tracks[0].known = false;
    tracks[1].known = false;
  }

  /** How often a stream's clock jumped. */
  int jumps() {
    return jumps;
  }

  /**
   * What to add to the times of a packet.
   *
   * @param audio which of the two streams
   * @param time the packet's decoding time, or where it has none its presentation time, in
   *     microseconds of the camera's clock
   * @param ordered whether it is a decoding time
   * @param captured when the packet came, by {@link System#nanoTime}
   */
  long shift(boolean audio, long time, boolean ordered, long captured) {
    if (!started) {
      started = true;
      start = captured;
    }
    Track track = tracks[audio ? 1 : 0];
    if (time == AV_NOPTS_VALUE) {
      return track.shift;
    }
    if (!track.known) {
      long now = Math.max((captured - start) / 1000, latest == 0 ? 0 : latest + USUAL_STEP);
      move(track, time, now, audio);
      track.known = true;
    } else {
      follow(track, time, ordered, captured, audio);
    }
    track.last = time + track.shift;
    track.captured = captured;
    latest = Math.max(latest, track.last);
    return track.shift;
  }

  private void follow(Track track, long time, boolean ordered, long captured, boolean audio) {
    long passed = (captured - track.captured) / 1000;
    long moved = time + track.shift - track.last;
    boolean back = moved < -(ordered ? BACKWARD_JUMP : REORDERED);
    if (back || moved > passed + FORWARD_JUMP) {
      jumps++;
      move(track, time, track.last + Math.max(track.step, passed), audio);
    } else if (moved > 0 && moved < FORWARD_JUMP) {
      track.step = moved;
    }
  }

  /** Brings a time to where it is expected, with the other stream's shift if that does it. */
  private void move(Track track, long time, long expected, boolean audio) {
    Track other = tracks[audio ? 0 : 1];
    boolean alike = other.known && Math.abs(time + other.shift - expected) < NEAR;
    track.shift = alike ? other.shift : expected - time;
  }
}
