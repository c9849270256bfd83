package org.derain.pipeline.card;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.demux.Mp4Index;

/**
 * Tells recordings that are complete from those that are still being written: size and time have
 * not changed for a while, and for a longer while where an mp4 has no index yet.
 */
public final class SettledFiles {
  private static final long QUIET = TimeUnit.SECONDS.toNanos(10);
  private static final long QUIET_WITHOUT_INDEX = TimeUnit.MINUTES.toNanos(5);

  private final NanoClock clock;
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(long size, long modified, long since) {}

  /** By a clock. */
  public SettledFiles(NanoClock clock) {
    this.clock = clock;
  }

  /**
   * Takes a look at a folder, and leaves out what is not complete. To be called again and again.
   */
  public CardWalk of(CardWalk walk) {
    List<Recording> complete = walk.recordings().stream().filter(this::isSettled).toList();
    return new CardWalk(walk.root(), complete, walk.others());
  }

  private boolean isSettled(Recording now) {
    long time = clock.nanoTime();
    Seen before = seen.get(now.name());
    boolean same = before != null && before.size == now.size() && before.modified == now.modified();
    if (!same) {
      seen.put(now.name(), new Seen(now.size(), now.modified(), time));
      return false;
    }
    long quiet = time - before.since;
    return quiet >= QUIET_WITHOUT_INDEX
        || (quiet >= QUIET && Mp4Index.of(now.file()) != Mp4Index.MISSING);
  }
}
