package org.derain.app.dashcam;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derain.app.cli.OutputFile;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.Outcome;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.triage.Stretch;

/**
 * What was done with a card, as {@code report.html} and {@code report.csv} in the folder of the
 * result.
 *
 * @param card where it came from
 * @param output the folder of the result
 * @param model whose word the rain is
 * @param outcomes in the order of the plan's tasks
 * @param warnings what a verification found wrong
 */
record CardReport(
    Path card,
    Path output,
    String model,
    Plan plan,
    List<Outcome> outcomes,
    List<String> warnings) {
  /** Moments that are shown before and after. */
  private static final int MOMENTS = 12;

  /**
   * A moment to show.
   *
   * @param stretch the rain; the moment is its wettest one
   */
  record Moment(Task task, Outcome outcome, Stretch stretch) {
    /** When it is, inside the recording. */
    double at() {
      double end = Math.max(0, task.surveyed().survey().seconds() - 0.5);
      return Math.min(end, Math.max(stretch.from(), Math.min(stretch.at(), stretch.to())));
    }
  }

  /** Writes both. */
  void write() {
    OutputFile.write(output.resolve("report.csv"), () -> CardCsv.of(plan, outcomes));
    OutputFile.write(output.resolve("report.html"), () -> CardHtml.of(this));
  }

  /** What became of the recording of a task. */
  Outcome outcome(Task task) {
    return outcomes.get(plan.tasks().indexOf(task));
  }

  /** The rainiest moments of what was cleaned, one of a recording at most, in their order. */
  List<Moment> moments() {
    Map<Task, Moment> wettest = new HashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Task task = plan.tasks().get(i);
      Outcome outcome = outcomes.get(i);
      if (outcome.isDone() && outcome.action() != Action.COPY) {
        task.stretches().stream()
            .max(Comparator.comparingDouble(Stretch::rain))
            .ifPresent(stretch -> wettest.put(task, new Moment(task, outcome, stretch)));
      }
    }
    Set<Moment> shown =
        new HashSet<>(
            wettest.values().stream()
                .sorted(Comparator.comparingDouble(moment -> -moment.stretch().rain()))
                .limit(MOMENTS)
                .toList());
    return plan.tasks().stream().map(wettest::get).filter(shown::contains).toList();
  }
}
