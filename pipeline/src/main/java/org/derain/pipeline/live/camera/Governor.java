package org.derain.pipeline.live.camera;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Picks the largest network that keeps up: steps down within a second or two when frames are late,
 * and up only after ten good seconds, to a network that is expected to leave room; one that failed
 * to keep up is left alone for a minute, then two, and so on. One thread uses it.
 */
final class Governor {
  /** Loads beyond this step down. */
  static final double FULL = 0.95;

  /** A smaller network should not exceed this. */
  private static final double ROOM = 0.85;

  /** A larger network must not be expected to exceed this. */
  static final double EASY = 0.65;

  /** All cameras together must leave this free on the device. */
  private static final double BUSY = 0.75;

  /** Share of late frames that steps down. */
  private static final double LATE = 0.1;

  private static final int FEW = 5;
  private static final long TICK = TimeUnit.SECONDS.toNanos(1);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final long PENALTY = TimeUnit.SECONDS.toNanos(60);
  private static final long LONGEST_PENALTY = TimeUnit.MINUTES.toNanos(15);

  /**
   * A network to choose.
   *
   * @param work what it has to calculate, in any unit
   */
  record Tier(String name, double work) {}

  /**
   * How a camera keeps up.
   *
   * @param tier in use
   * @param load time to derain a frame as a share of the time between frames
   * @param network the network's part of that
   * @param busy share of time for which the device is busy with networks of all cameras
   */
  record LoadSample(String tier, double load, double network, double busy) {}

  private final List<Tier> tiers;
  private final Map<String, Long> trials = new HashMap<>();
  private final Map<String, Long> blocked = new HashMap<>();
  private final Map<String, Long> penalties = new HashMap<>();
  private long tickEnd = Long.MIN_VALUE;
  private long goodSince = Long.MIN_VALUE;
  private int frames;
  private int late;

  /** With the networks to choose from, the smallest first. */
  Governor(List<Tier> tiers) {
    this.tiers = new ArrayList<>(tiers);
  }

  /** The smallest. */
  String first() {
    return tiers.get(0).name();
  }

  /** What a run of a network took on trial, in nanoseconds. */
  void trial(String tier, long nanos) {
    trials.put(tier, nanos);
  }

  /** A network could not be loaded, or turned out too slow: not to be tried again soon. */
  void block(String tier, long now) {
    long penalty = penalties.merge(tier, PENALTY, (old, one) -> Math.min(2 * old, LONGEST_PENALTY));
    blocked.put(tier, now + penalty);
    goodSince = Long.MIN_VALUE;
  }

  /**
   * A frame was derained, or was too late for it.
   *
   * @return the network to change to; null for none
   */
  String frame(long now, boolean tooLate, LoadSample sample) {
    frames++;
    late += tooLate ? 1 : 0;
    if (tickEnd == Long.MIN_VALUE) {
      tickEnd = now + TICK;
    }
    if (now - tickEnd < 0) {
      return null;
    }
    String next = frames < FEW ? null : judge(now, sample);
    if (frames < FEW) {
      goodSince = Long.MIN_VALUE;
    }
    frames = 0;
    late = 0;
    tickEnd = now + TICK;
    return next;
  }

  private String judge(long now, LoadSample sample) {
    int at = index(sample.tier());
    if (at < 0) {
      return first();
    }
    if (sample.load() > FULL || late > LATE * frames) {
      goodSince = Long.MIN_VALUE;
      return at == 0 ? null : down(at, now, sample);
    }
    if (at + 1 == tiers.size() || late > 0 || !fits(tiers.get(at + 1).name(), now, sample)) {
      goodSince = Long.MIN_VALUE;
      return null;
    }
    if (goodSince == Long.MIN_VALUE) {
      goodSince = now;
    }
    if (now - goodSince < PATIENCE) {
      return null;
    }
    goodSince = Long.MIN_VALUE;
    return tiers.get(at + 1).name();
  }

  private String down(int at, long now, LoadSample sample) {
    block(sample.tier(), now);
    int next = at - 1;
    while (next > 0 && expected(tiers.get(next).name(), sample) > ROOM) {
      next--;
    }
    return tiers.get(next).name();
  }

  /** Whether a larger network may be tried, or taken when its trial is known. */
  boolean fits(String tier, long now, LoadSample sample) {
    Long until = blocked.get(tier);
    return (until == null || now - until >= 0)
        && expected(tier, sample) <= EASY
        && sample.busy() + sample.network() * (ratio(sample.tier(), tier) - 1) <= BUSY;
  }

  private double expected(String tier, LoadSample sample) {
    return sample.load() + sample.network() * (ratio(sample.tier(), tier) - 1);
  }

  /**
   * How much longer one network takes than another: as tried, or else guessed kindly, as only a
   * trial can tell. Reading and writing pictures is the same for all: with five times the work,
   * base takes twice as long as nano.
   */
  private double ratio(String from, String to) {
    if (trials.containsKey(from) && trials.containsKey(to)) {
      return (double) trials.get(to) / trials.get(from);
    }
    return Math.sqrt(tiers.get(index(to)).work() / tiers.get(index(from)).work());
  }

  private int index(String tier) {
    for (int i = 0; i < tiers.size(); i++) {
      if (tiers.get(i).name().equals(tier)) {
        return i;
      }
    }
    return -1;
  }
}
