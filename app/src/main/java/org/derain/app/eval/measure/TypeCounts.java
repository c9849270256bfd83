package org.derain.app.eval.measure;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.derain.zoo.RainScore;

/**
 * What a model said of frames.
 *
 * @param frames how many, by the type that it gave them; dry is one of them
 */
public record TypeCounts(Map<RainScore.Type, Integer> frames) {
  public TypeCounts {
    Map<RainScore.Type, Integer> all = new EnumMap<>(RainScore.Type.class);
    for (RainScore.Type type : RainScore.Type.values()) {
      all.put(type, frames.getOrDefault(type, 0));
    }
    frames = all;
  }

  /** What was said of several clips. */
  public static TypeCounts sum(Collection<TypeCounts> clips) {
    Map<RainScore.Type, Integer> all = new EnumMap<>(RainScore.Type.class);
    clips.forEach(seen -> seen.frames.forEach((type, n) -> all.merge(type, n, Integer::sum)));
    return new TypeCounts(all);
  }

  /** Number of frames. */
  public int count() {
    return frames.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Share of a type, 0 to 1; NaN without frames. */
  public double share(RainScore.Type type) {
    return (double) frames.get(type) / count();
  }

  /** Share that is not dry. */
  public double rainy() {
    return 1 - share(RainScore.Type.DRY);
  }
}
