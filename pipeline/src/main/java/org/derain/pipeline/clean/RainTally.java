package org.derain.pipeline.clean;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derain.zoo.Gate;
import org.derain.zoo.RainScore;

/** Adds up what a network says of the rain in each frame. */
public final class RainTally {
  private final Map<RainScore.Type, Long> types = new EnumMap<>(RainScore.Type.class);
  private final Gate gate;
  private double sum;
  private long frames;
  private long rainy;

  /** Begins with nothing; the gate says from which score on a frame counts as rainy. */
  public RainTally(Gate gate) {
    this.gate = gate;
  }

  /** Counts a frame; null when the network did not look at it. */
  public void add(RainScore score) {
    if (score != null) {
      sum += score.rain();
      frames++;
      rainy += score.rain() + gate.shift() >= RainScore.BORDER ? 1 : 0;
      types.merge(score.type(), 1L, Long::sum);
    }
  }

  /** The figures; null when there was no frame. */
  public RainReport report() {
    if (frames == 0) {
      return null;
    }
    Map<String, Long> all = new LinkedHashMap<>();
    for (RainScore.Type type : RainScore.Type.values()) {
      all.put(type.toString(), types.getOrDefault(type, 0L));
    }
    return new RainReport(Math.round(sum / frames * 1e4) / 1e4, all, gate.sensitivity(), rainy);
  }
}
