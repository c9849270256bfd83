package org.derain.rain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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

  private static final double MOVING = 1.0;
  private static final double RESTING = 1.3;
  private static final double INERTIA = 0.15;

  private final double seconds;
  private final double bottom;
  private final Random random;
  private final Landing landing;
  private final List<Drop> drops;
  private final List<Drop> gone = new ArrayList<>();
  private final int sticking;
  private final boolean still;
  private long frame;

  /** The drops of frame 0. */
  WetGlass(Glass glass, Pane pane, double framesPerSecond) {
    this.seconds = 1 / framesPerSecond;
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
    List<Drop> left = new ArrayList<>();
    for (int i = 0; i < drops.size(); i++) {
      Drop drop = drops.get(i);
      if (drop.running != null && !drop.running.stopped) {
        run(drop, left);
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
    dry();
    drops.addAll(left);
    land();
  }

  private void rest(Drop drop) {
    drop.running.untilChange -= seconds;
    if (drop.running.untilChange <= 0) {
      drop.running.stopped = false;
      drop.running.untilChange = -MOVING * Math.log(1 - random.nextDouble());
    }
  }

  private void run(Drop drop, List<Drop> left) {
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
    while (running.sinceFilm > 0.3 * drop.radius) {
      running.sinceFilm -= 0.3 * drop.radius;
      Drop film = landing.piece(drop, sideways, tail - running.sinceFilm, 0.34, 0.75, 0.6);
      film.left = TRAIL * (0.5 + random.nextDouble());
      left.add(film);
    }
    if (running.sinceBead > drop.radius * (1.5 + 2.5 * random.nextDouble())) {
      running.sinceBead = 0;
      Drop bead = landing.piece(drop, sideways, tail, 0.14 + 0.2 * random.nextDouble(), 0.95, 1);
      drop.lose(bead, 0.5 * running.began);
      left.add(bead);
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
        if (j == i || other.film() || other.radius > runner.radius || !meets(runner, other)) {
          continue;
        }
        runner.swallow(other, 1.3 * runner.running.began);
        runner.changed = true;
        gone.add(other);
        if (other.running != null) {
          drops.set(j, landing.above(other));
        } else {
          drops.remove(j);
          i -= j < i ? 1 : 0;
        }
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
    for (int i = drops.size() - 1; i >= 0; i--) {
      Drop drop = drops.get(i);
      if (!drop.film()) {
        continue;
      }
      drop.radius *= 1 - seconds / (drop.left + 0.4);
      drop.left -= seconds;
      drop.changed = true;
      if (drop.left <= 0) {
        gone.add(drop);
        drops.remove(i);
      }
    }
  }

  /** New drops, so that as many stick as at first. */
  private void land() {
    int now = 0;
    for (Drop drop : drops) {
      now += drop.running == null && !drop.film() ? 1 : 0;
    }
    double expected = Math.max(0, sticking - now) * seconds / LANDING;
    int count = (int) (expected + random.nextDouble());
    for (int i = 0; i < count; i++) {
      drops.add(landing.any());
    }
  }
}
