package org.derain.training.learn;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.derain.rain.RainType;
import org.derain.training.config.RunFile;
import org.derain.training.data.Footage;
import org.derain.training.data.RainMix;
import org.derain.training.data.Sample;
import org.derain.training.data.SampleRenderer;

/**
 * A few held-out windows of each type that decide how much the types count: the scenes that
 * validation has, under other rain.
 */
public final class GuideWindows {
  private static final long SEED = 8147;

  /** Times that all clips are gone through for windows in which rain is to be seen. */
  private static final int ROUNDS = 6;

  private GuideWindows() {}

  /** So many windows of each type of a run; fewer where rain is hardly to be seen. */
  public static Map<RainType, List<Sample>> of(RunFile run, Footage footage, int perType) {
    Map<RainType, List<Sample>> windows = new EnumMap<>(RainType.class);
    for (RainType type : run.shares().keySet()) {
      List<Sample> some = new ArrayList<>();
      try (SampleRenderer renderer =
          new SampleRenderer(footage, run.patch(), RainMix.of(type, 0, SEED), 0, SEED)) {
        for (int i = 0; i < ROUNDS * footage.heldOut().size() && some.size() < perType; i++) {
          Footage.Run clip = footage.heldOut().get(i % footage.heldOut().size());
          renderer.of(clip.pictures(), 1).stream()
              .filter(sample -> sample.rain() > 0.5)
              .forEach(some::add);
        }
      }
      if (!some.isEmpty()) {
        windows.put(type, some);
      }
    }
    return windows;
  }
}
