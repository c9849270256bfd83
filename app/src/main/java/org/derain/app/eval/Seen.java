package org.derain.app.eval;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.derain.zoo.RainScore;

/**
 * What a model said of frames.
 *
 * @param frames how many, by the type that it gave them; dry is one of them
 */
record Seen(Map<RainScore.Type, Integer> frames) {
  Seen {
    Map<RainScore.Type, Integer> all = new EnumMap<>(RainScore.Type.class);
    for (RainScore.Type type : RainScore.Type.values()) {
      all.put(type, frames.getOrDefault(type, 0));
    }
    frames = all;
  }

  /** What was said of several clips. */
  static Seen sum(Collection<Seen> clips) {
    Map<RainScore.Type, Integer> all = new EnumMap<>(RainScore.Type.class);
    clips.forEach(seen -> seen.frames.forEach((type, n) -> all.merge(type, n, Integer::sum)));
    return new Seen(all);
  }

  /** Number of frames. */
  int count() {
    return frames.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Share of a type, 0 to 1; NaN without frames. */
  double share(RainScore.Type type) {
    return (double) frames.get(type) / count();
  }

  /** Share that is not dry. */
  double rainy() {
    return 1 - share(RainScore.Type.DRY);
  }
}
