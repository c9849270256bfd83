package org.derain.app.dashcam;

import java.util.Locale;
import java.util.stream.Collectors;
import org.derain.app.cli.Clock;
import org.derain.app.cli.TextTable;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.CardRequest;
import org.derain.pipeline.card.Effort;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.triage.Stretch;

/** What {@code --plan} prints. */
public final class PlanText {
  private PlanText() {}

  /** A line for each recording, and what all of it takes. */
  static String of(Plan plan, CardRequest request) {
    return tasks(plan) + effort(plan, request);
  }

  /** A line for each recording, and how many are copied, cut and so on. */
  public static String tasks(Plan plan) {
    TextTable table = new TextTable("action", "length", "rain", "recording", "where it rains");
    table.left(0).left(3).left(4);
    int drive = -1;
    for (Task task : plan.tasks()) {
      if (task.drive() != drive) {
        drive = task.drive();
        table.row("", "", "", "drive " + (drive + 1) + ": " + plan.drives().get(drive).name(), "");
      }
      String where =
          task.action() == Action.KEEP
              ? task.reason()
              : task.stretches().stream().map(PlanText::text).collect(Collectors.joining(", "))
                  + (task.reason().isEmpty() ? "" : "; " + task.reason());
      table.row(
          task.action().toString(),
          Clock.text(task.surveyed().survey().seconds()),
          task.stretches().isEmpty()
              ? ""
              : String.format(
                  Locale.ROOT,
                  "%.2f",
                  task.stretches().stream().mapToDouble(Stretch::rain).max().orElse(0)),
          task.recording().name(),
          where);
    }
    return table + counts(plan);
  }

  private static String text(Stretch stretch) {
    return Clock.text(stretch.from()) + "-" + Clock.text(stretch.to()) + " " + stretch.type();
  }

  private static String counts(Plan plan) {
    return String.format(
        Locale.ROOT,
        "%n%d recordings, %s: %d copied, %d cut, %d cleaned whole, %d cannot be read%n",
        plan.tasks().size(),
        Clock.text(plan.seconds()),
        plan.count(Action.COPY),
        plan.count(Action.CUT),
        plan.count(Action.CLEAN),
        plan.count(Action.KEEP));
  }

  /** How long it takes to clean what is to be cleaned, in a line; empty when there is nothing. */
  static String effort(Plan plan, CardRequest request) {
    if (plan.rainySeconds() == 0) {
      return "";
    }
    Effort effort = Effort.of(plan, request);
    return String.format(
        Locale.ROOT,
        "%s to clean with %s: about %s on this machine (%.1f frames of %dx%d per second)%n",
        Clock.text(plan.rainySeconds()),
        request.treatment().name(),
        Clock.text(effort.seconds()),
        effort.framesPerSecond(),
        effort.width(),
        effort.height());
  }
}
