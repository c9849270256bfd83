package org.derain.app.dashcam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.derain.app.cli.Csv;
import org.derain.pipeline.card.Outcome;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.triage.Stretch;

/** {@code report.csv}: a line for each recording, after RFC 4180. */
public final class CardCsv {
  private static final String HEAD =
      "drive,recording,camera,channel,kind,begun,seconds,action,rain,rainy_seconds,stretches,result,frames,wall_s,notes\r\n";

  private CardCsv() {}

  /**
   * The text of the file.
   *
   * @param outcomes in the order of the plan's tasks
   */
  public static String of(Plan plan, List<Outcome> outcomes) {
    StringBuilder csv = new StringBuilder(HEAD);
    for (int i = 0; i < outcomes.size(); i++) {
      Task task = plan.tasks().get(i);
      Outcome outcome = outcomes.get(i);
      List<String> cells = new ArrayList<>();
      cells.add(String.valueOf(task.drive() + 1));
      cells.add(task.recording().name());
      cells.add(task.recording().names().toString());
      cells.add(task.recording().channel());
      cells.add(task.recording().kind().toString());
      cells.add(task.surveyed().begun().withNano(0).toString());
      cells.add(number(task.surveyed().survey().seconds()));
      cells.add(outcome.isDone() ? outcome.action().toString() : "failed");
      cells.add(number(task.stretches().stream().mapToDouble(Stretch::rain).max().orElse(0)));
      cells.add(number(outcome.rainySeconds()));
      cells.add(
          task.stretches().stream()
              .map(one -> number(one.from()) + "-" + number(one.to()) + " " + one.type())
              .collect(Collectors.joining("; ")));
      cells.add(outcome.isDone() ? outcome.target() : "");
      cells.add(String.valueOf(outcome.frames()));
      cells.add(number(outcome.wallS()));
      List<String> notes = new ArrayList<>(outcome.notes());
      if (!outcome.isDone()) {
        notes.add(outcome.problem());
      }
      cells.add(String.join("; ", notes));
      csv.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")));
      csv.append("\r\n");
    }
    return csv.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
