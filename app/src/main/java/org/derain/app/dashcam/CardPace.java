package org.derain.app.dashcam;

import java.util.HashMap;
import java.util.Map;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Task;

/**
 * How fast rain is cleaned, over all recordings that are worked on, and what is left of it. What an
 * earlier run left comes at once, and tells nothing of the speed.
 */
final class CardPace {
  private final double rainy;
  private final Map<Task, Double> parts = new HashMap<>();
  private final Map<Task, Long> frames = new HashMap<>();
  private double earlier;
  private double done;
  private long frameCount;

  /** For what is to be done. */
  CardPace(Plan plan) {
    rainy = plan.rainySeconds();
  }

  /** So many frames of a recording are done, of about so many; 0 when unknown. */
  void frames(Task task, long count, long expected) {
    double part = expected > 0 ? Math.min(1, (double) count / expected) : 0;
    Long before = frames.put(task, count);
    if (before == null) {
      earlier += part * task.rainySeconds();
    } else {
      frameCount += count - before;
    }
    parts.put(task, part * task.rainySeconds());
  }

  /** A recording is done, now or by an earlier run. */
  void done(Task task, boolean byEarlierRun) {
    parts.remove(task);
    done += task.rainySeconds();
    earlier += byEarlierRun ? task.rainySeconds() : 0;
  }

  /** Frames cleaned per second. */
  double framesPerSecond(double wall) {
    return frameCount / wall;
  }

  /** Seconds until all is cleaned, after so many; 0 while nothing tells. */
  double left(double wall) {
    double now = done + parts.values().stream().mapToDouble(Double::doubleValue).sum();
    return now > earlier ? wall / (now - earlier) * Math.max(0, rainy - now) : 0;
  }
}
