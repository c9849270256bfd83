package org.derain.rain.glass;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.derain.rain.Glass;

/**
 * The drops of one glass through time. Most stick; the largest run down slowly, with stops, swallow
 * what they meet, and leave small drops and a wet trail that dries; new drops land where they ran.
 * Goes forward frame by frame from the first one, so that a frame looks the same however it was
 * reached.
 */
final class WetGlass {
  /** Seconds that a wet trail lasts. */
  private static final double TRAIL = 1.4;

  /** Seconds in which about two thirds of the swallowed drops have landed anew. */
  private static final double LANDING = 6;

  /** When there are so many times the drops that stuck at first, those that run leave none. */
  private static final int MOST = 3;

  /** Least way between two pieces of trail in pixels. */
  private static final double FINEST = 2;

  private static final double MOVING = 1.0;
  private static final double RESTING = 1.3;
  private static final double INERTIA = 0.15;

  private final double seconds;
  private final Pane pane;
  private final double bottom;
  private final Random random;
  private final Landing landing;
  private final List<Drop> drops;
  private final List<Drop> films = new ArrayList<>();
  private final List<Drop> gone = new ArrayList<>();
  private final Deque<Drop> lost = new ArrayDeque<>();
  private final int sticking;
  private final boolean still;
  private long frame;

  /** The drops of frame 0. */
  WetGlass(Glass glass, Pane pane, double framesPerSecond) {
    this.seconds = 1 / framesPerSecond;
    this.pane = pane;
    this.bottom = pane.bottom();
    this.random = new Random(glass.seed());
    this.landing = new Landing(glass, pane, random);
    this.drops = landing.all();
    int running = glass.speed() > 0 ? (int) Math.round(glass.sliding() * drops.size()) : 0;
    // Large before small: the heaviest run.
    for (int i = 0; i < running; i++) {
      drops.set(i, landing.running(drops.get(i)));
    }
    this.sticking = drops.size() - running;
    this.still = running == 0;
  }

  /** Number of the frame that the drops are at. */
  long frame() {
    return frame;
  }

  /** All drops, those that were there first first. */
  List<Drop> drops() {
    return drops;
  }

  /** The pieces of wet trails; drops lie on them. */
  List<Drop> films() {
    return films;
  }

  /** Drops that went since this was last asked. */
  List<Drop> takeGone() {
    List<Drop> taken = new ArrayList<>(gone);
    gone.clear();
    return taken;
  }

  /** Goes on to a later frame. */
  void advance(long to) {
    if (still) {
      frame = to;
      return;
    }
    while (frame < to) {
      step();
      frame++;
    }
  }

  private void step() {
    dry();
    List<Drop> beads = new ArrayList<>();
    for (Drop drop : drops) {
      if (drop.running != null && !drop.running.stopped) {
        run(drop, beads);
      } else if (drop.running != null) {
        rest(drop);
      }
    }
    swallow();
    for (int i = 0; i < drops.size(); i++) {
      Drop drop = drops.get(i);
      if (drop.running != null && drop.v - drop.radius > bottom) {
        gone.add(drop);
        drops.set(i, landing.above(drop));
      }
    }
    if (drops.size() < MOST * sticking) {
      drops.addAll(beads);
    }
    land();
  }

  private void rest(Drop drop) {
    drop.running.untilChange -= seconds;
    if (drop.running.untilChange <= 0) {
      drop.running.stopped = false;
      drop.running.untilChange = -MOVING * Math.log(1 - random.nextDouble());
    }
  }

  private void run(Drop drop, List<Drop> beads) {
    Drop.Running running = drop.running;
    running.untilChange -= seconds;
    boolean slowing = running.untilChange < 0;
    double target = slowing ? 0 : running.fastest * drop.radius / running.began;
    running.speed += (target - running.speed) * Math.min(1, seconds / INERTIA);
    if (slowing && running.speed < 0.1 * running.fastest) {
      running.stopped = true;
      running.untilChange = -RESTING * Math.log(1 - random.nextDouble());
    }
    double way = running.speed * seconds;
    running.heading += random.nextGaussian() * 0.9 * Math.sqrt(seconds) - running.heading * seconds;
    running.heading = Math.max(-0.8, Math.min(0.8, running.heading));
    drop.u += way * running.heading;
    drop.v += way;
    drop.changed = true;
    running.sinceFilm += way;
    running.sinceBead += way;
    double tail = drop.v - 1.5 * drop.radius;
    double sideways = drop.u - 1.5 * drop.radius * running.heading;
    double spacing = Math.max(0.5 * drop.radius, FINEST / pane.downwards(drop.v));
    while (running.sinceFilm > spacing) {
      running.sinceFilm -= spacing;
      Drop film = landing.piece(drop, sideways, tail - running.sinceFilm, 0.36, 0.6, 0.6);
      film.left = TRAIL * (0.5 + random.nextDouble());
      films.add(film);
    }
    if (running.sinceBead > drop.radius * (1.5 + 2.5 * random.nextDouble())) {
      running.sinceBead = 0;
      Drop bead = landing.piece(drop, sideways, tail, 0.14 + 0.2 * random.nextDouble(), 0.95, 1);
      drop.lose(bead, 0.5 * running.began);
      beads.add(bead);
    }
  }

  private void swallow() {
    for (int i = 0; i < drops.size(); i++) {
      Drop runner = drops.get(i);
      if (runner.running == null) {
        continue;
      }
      for (int j = drops.size() - 1; j >= 0; j--) {
        Drop other = drops.get(j);
        if (j == i || other.radius > runner.radius || !meets(runner, other)) {
          continue;
        }
        runner.swallow(other, 1.3 * runner.running.began);
        runner.changed = true;
        if (other.drawn != null) {
          gone.add(other);
        }
        if (other.running != null) {
          lost.add(other);
        }
        drops.remove(j);
        i -= j < i ? 1 : 0;
      }
    }
  }

  private static boolean meets(Drop runner, Drop other) {
    double u = runner.u - other.u;
    double v = runner.v - other.v;
    double near = 0.85 * runner.radius + 0.5 * other.radius;
    return u * u + v * v < near * near;
  }

  private void dry() {
    films.removeIf(
        film -> {
          film.radius *= 1 - seconds / (film.left + 0.4);
          film.left -= seconds;
          film.changed = true;
          if (film.left <= 0) {
            gone.add(film);
          }
          return film.left <= 0;
        });
  }

  /** New drops, so that in time as many stick and run as at first. */
  private void land() {
    int running = 0;
    for (Drop drop : drops) {
      running += drop.running != null ? 1 : 0;
    }
    for (int i = landing(sticking - (drops.size() - running)); i > 0; i--) {
      drops.add(landing.any());
    }
    for (int i = landing(lost.size()); i > 0; i--) {
      drops.add(landing.above(lost.remove()));
    }
  }

  /** How many of those that are missing come with this frame. */
  private int landing(int missing) {
    return missing <= 0 ? 0 : (int) (missing * seconds / LANDING + random.nextDouble());
  }
}
