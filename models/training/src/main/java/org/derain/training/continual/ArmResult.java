package org.derain.training.continual;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derain.training.config.Arm;
import org.derain.training.config.Task;

/**
 * What an arm came to.
 *
 * @param after PSNR by type after each task; one entry only for joint training
 * @param memoryBytes of the memory in the end, on disk
 */
record ArmResult(Arm arm, List<After> after, long memoryBytes) {

  /**
   * Figures after one task.
   *
   * @param task its name
   * @param psnr by type, dB
   */
  record After(String task, Map<String, Double> psnr) {}

  /** By type in the end. */
  Map<String, Double> last() {
    return after.get(after.size() - 1).psnr();
  }

  /** Mean over all types of rain in the end. */
  double average() {
    return last().entrySet().stream()
        .filter(entry -> !entry.getKey().equals(Task.DRY))
        .mapToDouble(Map.Entry::getValue)
        .average()
        .orElseThrow();
  }

  /**
   * Best result since a type was learned minus the last one, by type: those that were not learned
   * last. What the model at the start knew counts as learned there.
   */
  Map<String, Double> forgotten() {
    Map<String, Double> lost = new LinkedHashMap<>();
    List<After> earlier = after.subList(0, after.size() - 1);
    String newest = after.get(after.size() - 1).task();
    last()
        .forEach(
            (type, decibels) -> {
              if (!type.equals(Task.DRY) && !belongs(type, newest)) {
                earlier.stream()
                    .skip(learned(type))
                    .mapToDouble(step -> step.psnr().get(type))
                    .max()
                    .ifPresent(best -> lost.put(type, best - decibels));
              }
            });
    return lost;
  }

  /** The step at which a type was learned, or the first. */
  private int learned(String type) {
    return (int) after.stream().takeWhile(step -> !belongs(type, step.task())).count()
        % after.size();
  }

  /** Whether a task is judged by a type: its own name, or a part of it. */
  private static boolean belongs(String type, String task) {
    return type.equals(task) || type.startsWith(task + "-");
  }

  /** Mean of {@link #forgotten} over the old types; 0 when there are none. */
  double forgetting() {
    return forgotten().values().stream().mapToDouble(lost -> lost).average().orElse(0);
  }
}
