package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

/**
 * One clock for all that a camera ever sends, in microseconds since the first packet. Within a
 * connection the camera's own times count. A new connection goes on where the wall clock is; so
 * does a clock that jumps. Sound is moved as the pictures are wherever that makes sense.
 *
 * <p>The reader of a connection uses it, one connection at a time.
 */
public final class SourceClock {
  /** Packets cannot come earlier than they were made; by more than this, the clock jumped. */
  private static final long FORWARD_JUMP = 400_000;

  /** The same when packets come as fast as they are read. */
  private static final long UNPACED_JUMP = 10_000_000;

  private static final long BACKWARD_JUMP = 100_000;

  /** Times without decoding times may be out of order by this much. */
  private static final long REORDERED = 300_000;

  /** How far sound and pictures of one time may be apart when they come. */
  private static final long NEAR = 3_000_000;

  /** Up to this long, silence before a jump is taken for a delay. */
  private static final long STUCK = 2_000_000;

  private static final long USUAL_STEP = 40_000;

  private final Track pictures = new Track();
  private final Track sound = new Track();
  private long start;
  private boolean started;
  private boolean paced;
  private long latest;
  private int jumps;

  private static final class Track {
    private boolean known;
    private long shift;
    private long last;
    private long captured;
    private long step = USUAL_STEP;

    /** How far ahead of the wall clock its packets came at most, lately. */
    private long lead;
  }

  /**
   * A new connection begins.
   *
   * @param atOwnSpeed whether packets come when they are made, and not as fast as they are read
   */
  public void connect(boolean atOwnSpeed) {
    paced = atOwnSpeed;
    pictures.known = false;
    sound.known = false;
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
  public long shift(boolean audio, long time, boolean ordered, long captured) {
    if (!started) {
      started = true;
      start = captured;
    }
    Track track = audio ? sound : pictures;
    if (time == AV_NOPTS_VALUE) {
      return track.shift;
    }
    if (audio && near(time, pictures, captured)) {
      track.shift = pictures.shift;
    } else if (!track.known) {
      boolean alike = !audio && near(time, sound, captured);
      long now = Math.max((captured - start) / 1000, latest == 0 ? 0 : latest + USUAL_STEP);
      track.shift = alike ? sound.shift : now - time;
    } else {
      follow(track, time, ordered, captured);
    }
    long lead = time + track.shift - (captured - start) / 1000;
    // Lately: a camera's clock may be slower than ours by a thousandth.
    long faded = track.lead - (captured - track.captured) / 1_000_000;
    track.lead = track.known ? Math.max(lead, faded) : lead;
    track.known = true;
    track.last = time + track.shift;
    track.captured = captured;
    latest = Math.max(latest, track.last);
    return track.shift;
  }

  /** Whether the other stream's shift brings a time to where that stream is now. */
  private static boolean near(long time, Track other, long captured) {
    long there = other.last + (captured - other.captured) / 1000;
    return other.known && Math.abs(time + other.shift - there) < NEAR;
  }

  private void follow(Track track, long time, boolean ordered, long captured) {
    long passed = (captured - track.captured) / 1000;
    long moved = time + track.shift - track.last;
    long early = time + track.shift - (captured - start) / 1000 - track.lead;
    boolean back = moved < -(ordered ? BACKWARD_JUMP : REORDERED);
    boolean ahead =
        paced
            ? moved > passed + FORWARD_JUMP && early > FORWARD_JUMP
            : moved > passed + UNPACED_JUMP;
    if (back || ahead) {
      jumps++;
      // What came late was mostly stuck on its way, and the rest follows at once.
      track.shift = track.last + (passed < STUCK ? track.step : passed) - time;
    } else if (moved > 0 && moved < FORWARD_JUMP) {
      track.step = moved;
    }
  }
}
