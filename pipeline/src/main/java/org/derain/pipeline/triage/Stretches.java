package org.derain.pipeline.triage;

import java.util.ArrayList;
import java.util.List;
import org.derain.zoo.RainScore;

/**
 * Tells when it rains from single looks, with hysteresis: rain begins when two looks one behind the
 * other say so, goes on while scores stay above a lower border, and a pause that is short is no
 * end. A margin is put around it, and what lies between a rainy look and the dry one beside it
 * counts as rain: nobody looked there.
 */
public final class Stretches {
  /** It goes on raining above this share of the score at which it begins, as in the live gate. */
  private static final double LOWER = 0.7;

  /** Low scores for this long end the rain, in seconds. */
  private static final double HOLD = 6;

  /** Looks farther apart than this tell nothing of each other, in seconds. */
  private static final double APART = 1.7 * Triage.STEP;

  /** Seconds before and behind. */
  private static final double MARGIN = 1;

  private final double border;

  /** With the score from which on it rains, 0 to 1. */
  public Stretches(double border) {
    this.border = border;
  }

  /**
   * The rain in a row of looks.
   *
   * @param looks in the order of their times
   * @param end when the last recording ends, in seconds on the same clock
   */
  public List<Stretch> of(List<Look> looks, double end) {
    List<Stretch> found = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (int i = 0; i < looks.size(); i++) {
      Look look = looks.get(i);
      if (first < 0) {
        first = begins(looks, i) ? i : -1;
        last = first;
      } else if (goesOn(look)) {
        last = i;
      } else if (look.t() - looks.get(last).t() > HOLD) {
        add(found, looks, first, last, end);
        first = begins(looks, i) ? i : -1;
        last = first;
      }
    }
    if (first >= 0) {
      add(found, looks, first, last, end);
    }
    return found;
  }

  /** Whether rain that has begun goes on at a look. */
  public boolean goesOn(Look look) {
    return look.rain() >= LOWER * border;
  }

  /**
   * Whether any look into a recording bears out that part of a stretch that lies in it: margins
   * alone do not touch a dry recording.
   */
  public boolean isSeen(Stretch part, List<Look> looks) {
    return looks.stream()
        .anyMatch(look -> look.t() >= part.from() && look.t() <= part.to() && goesOn(look));
  }

  private boolean begins(List<Look> looks, int i) {
    return i + 1 < looks.size()
        && looks.get(i).rain() >= border
        && looks.get(i + 1).rain() >= border
        && looks.get(i + 1).t() - looks.get(i).t() <= APART;
  }

  private void add(List<Stretch> found, List<Look> looks, int first, int last, double end) {
    double from = looks.get(first).t() - Triage.STEP;
    if (first > 0) {
      from = Math.max(from, looks.get(first - 1).t());
    }
    double to = looks.get(last).t() + Triage.STEP;
    if (last + 1 < looks.size()) {
      to = Math.min(to, looks.get(last + 1).t());
    }
    Look most = looks.get(first);
    for (Look look : looks.subList(first, last + 1)) {
      most = look.rain() > most.rain() ? look : most;
    }
    Stretch next =
        new Stretch(
            Math.max(0, from - MARGIN),
            Math.min(end, to + MARGIN),
            most.rain(),
            most.type() == RainScore.Type.DRY ? RainScore.Type.STREAKS : most.type(),
            most.t());
    Stretch before = found.isEmpty() ? null : found.get(found.size() - 1);
    if (before != null && before.to() >= next.from()) {
      Stretch wetter = before.rain() >= next.rain() ? before : next;
      found.set(
          found.size() - 1,
          new Stretch(before.from(), next.to(), wetter.rain(), wetter.type(), wetter.at()));
    } else {
      found.add(next);
    }
  }
}
