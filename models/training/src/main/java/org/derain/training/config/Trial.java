package org.derain.training.config;

import java.util.List;
import java.util.Map;

/**
 * Run files that differ in a few keys, compared: what is claimed to help, against leaving it out.
 *
 * @param seeds each arm is learned once with each: of weights, order and rain
 * @param arms by name, what each says instead of the run file's own keys; null takes a key away,
 *     and {@code a.b} is key b within a. The first is what the others are measured against. Footage
 *     and pairs are the same for all
 */
public record Trial(List<Long> seeds, Map<String, Map<String, Object>> arms) {
  private static final List<String> SHARED =
      List.of("footage", "photographs", "pairs", "out", "seed", "trial", "tasks", "prune");

  /** What is wrong with it, or null. */
  String wrong() {
    if (seeds == null || seeds.isEmpty() || arms == null || arms.size() < 2) {
      return "trial: at least one seed and two arms";
    }
    for (Map.Entry<String, Map<String, Object>> arm : arms.entrySet()) {
      if (!arm.getKey().matches("[\\w-]+")) {
        return "trial: arms: a name of letters and digits, not '" + arm.getKey() + "'";
      }
      if (arm.getValue() == null) {
        return "trial: arms: " + arm.getKey() + ": {} where it differs in nothing";
      }
      for (String key : arm.getValue().keySet()) {
        if (SHARED.contains(key)) {
          return "trial: arms: " + arm.getKey() + ": '" + key + "' is the same for all";
        }
      }
    }
    return null;
  }
}
