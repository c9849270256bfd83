package org.derain.fleet;

import java.util.Locale;
import org.derain.app.cli.Clock;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Task;

/**
 * What a run costs.
 *
 * @param looked seconds that tasks took to look at everything
 * @param cpus cores of a task
 * @param gpus of a task; a part of one when tasks share it
 */
record Cost(double looked, int cpus, double gpus) {
  private static final double HOUR = 3600;

  /**
   * For the user.
   *
   * @param effort what {@link Trying} found
   */
  String text(Plan plan, Manifest manifest, double[] effort) {
    String gpuHours =
        gpus > 0 ? String.format(Locale.ROOT, " and %.3f GPU hours", effort[0] * gpus / HOUR) : "";
    return String.format(
            Locale.ROOT,
            "%s to clean: about %.3f core hours%s (a task of %d %s cleans %.2f frames of %.0fx%.0f"
                + " a second); the look took %.3f core hours%n",
            Clock.text(plan.rainySeconds()),
            effort[0] * cpus / HOUR,
            gpuHours,
            cpus,
            cpus == 1 ? "core" : "cores",
            effort[1],
            effort[2],
            effort[3],
            looked * cpus / HOUR)
        + String.format(
            Locale.ROOT,
            "the store: about %.2f GB to read and %.2f GB to write; the longest task takes about"
                + " %s%n",
            read(plan, manifest) / 1e9,
            written(plan, manifest) / 1e9,
            Clock.text(effort[0] * longest(plan) / plan.rainySeconds()));
  }

  /** Each task reads the whole recording; key frames, at least one stretch, and joining. */
  private static double read(Plan plan, Manifest manifest) {
    double bytes = manifest.others().stream().mapToDouble(Source::size).sum();
    for (Task task : plan.tasks()) {
      double own = task.recording().size();
      bytes += task.action() == Action.CUT ? own * (2 + task.stretches().size()) : own;
    }
    return bytes;
  }

  private static double written(Plan plan, Manifest manifest) {
    double bytes = manifest.others().stream().mapToDouble(Source::size).sum();
    return bytes + plan.tasks().stream().mapToDouble(task -> task.recording().size()).sum();
  }

  private static double longest(Plan plan) {
    return plan.tasks().stream()
        .mapToDouble(
            task ->
                task.action() == Action.CUT
                    ? task.stretches().stream().mapToDouble(one -> one.seconds()).max().orElse(0)
                    : task.rainySeconds())
        .max()
        .orElse(0);
  }
}
