package org.derain.app.dashcam;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.derain.app.cli.Clock;
import org.derain.app.cli.FrameJpeg;
import org.derain.app.cli.Html;
import org.derain.frames.MediaException;
import org.derain.pipeline.card.Action;
import org.derain.pipeline.card.Drive;
import org.derain.pipeline.card.Outcome;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.triage.Stretch;

/** {@code report.html}: one page that needs no other file. */
final class CardHtml {
  private static final int PICTURE = 480;

  private static final String STYLE =
      """
      svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; fill: #55616e; }
      svg.map { max-width: 420px; background: #f4f7fa; }
      table { border-collapse: collapse; margin: .5em 0 2em; width: 100%; }
      th, td { padding: .2em .8em .2em 0; text-align: left; border-bottom: 1px solid #dde3ea; vertical-align: top; }
      .warning { color: #a33; } figure { margin: 0 0 1.5em; }
      .pair { display: flex; gap: 6px; } .pair img { width: 50%; }
      .key span { margin-right: 1.2em; } .key i { display: inline-block; width: .9em; height: .9em; margin-right: .4em; }
      """;

  private CardHtml() {}

  /** The text of the page. */
  static String of(CardReport report) {
    StringBuilder html =
        new StringBuilder(Html.head("Derain: a card", "What was done with the card", 1100, STYLE));
    summary(html, report);
    warnings(html, report);
    moments(html, report);
    html.append("<p class=\"key\">").append(DriveChart.key()).append("</p>\n");
    for (int d = 0; d < report.plan().drives().size(); d++) {
      drive(html, report, d);
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static void summary(StringBuilder html, CardReport report) {
    Plan plan = report.plan();
    double wall = report.outcomes().stream().mapToDouble(Outcome::wallS).sum();
    html.append(
        String.format(
            Locale.ROOT,
            "<p>%s: %d recordings in %d drives, %s of video; %s cleaned by model %s in %s. %d"
                + " copied, %d cut, %d cleaned whole, %d kept as they are, %d failed.</p>\n",
            Html.escape(report.card().toString()),
            plan.tasks().size(),
            plan.drives().size(),
            Clock.text(plan.seconds()),
            Clock.text(report.outcomes().stream().mapToDouble(Outcome::rainySeconds).sum()),
            Html.escape(report.model()),
            Clock.text(wall),
            count(report, Action.COPY),
            count(report, Action.CUT),
            count(report, Action.CLEAN),
            count(report, Action.KEEP),
            report.outcomes().stream().filter(one -> !one.isDone()).count()));
  }

  private static long count(CardReport report, Action action) {
    return report.outcomes().stream().filter(one -> one.isDone() && one.action() == action).count();
  }

  private static void warnings(StringBuilder html, CardReport report) {
    List<String> all = new ArrayList<>(report.warnings());
    for (Outcome outcome : report.outcomes()) {
      if (!outcome.isDone()) {
        all.add(outcome.name() + ": " + outcome.problem());
      } else if (outcome.action() == Action.KEEP) {
        all.add(outcome.name() + ": " + String.join("; ", outcome.notes()));
      }
    }
    if (!all.isEmpty()) {
      html.append("<h2>Warnings</h2>\n<ul class=\"warning\">\n");
      all.forEach(text -> html.append("<li>").append(Html.escape(text)).append("</li>\n"));
      html.append("</ul>\n");
    }
  }

  private static void moments(StringBuilder html, CardReport report) {
    List<CardReport.Moment> moments = report.moments();
    if (moments.isEmpty()) {
      return;
    }
    html.append("<h2>Before and after</h2>\n");
    for (CardReport.Moment moment : moments) {
      try {
        String before = image(moment.task().recording().file(), moment.at());
        String after = image(report.output().resolve(moment.outcome().target()), moment.at());
        html.append("<figure><div class=\"pair\">").append(before).append(after);
        html.append("</div><figcaption>");
        html.append(Html.escape(moment.task().recording().name()));
        html.append(" at ").append(Clock.text(moment.at()));
        html.append(
            String.format(
                Locale.ROOT,
                ", %s, rain %.2f</figcaption></figure>%n",
                moment.stretch().type(),
                moment.stretch().rain()));
      } catch (MediaException e) {
        // A picture that cannot be shown is no reason to have no report.
        html.append("<p>").append(Html.escape(e.getMessage())).append("</p>\n");
      }
    }
  }

  private static String image(java.nio.file.Path file, double at) {
    String data = Base64.getEncoder().encodeToString(FrameJpeg.at(file, at, PICTURE));
    return "<img alt=\"\" src=\"data:image/jpeg;base64," + data + "\">";
  }

  private static void drive(StringBuilder html, CardReport report, int number) {
    Drive drive = report.plan().drives().get(number);
    List<Task> tasks =
        report.plan().tasks().stream().filter(task -> task.drive() == number).toList();
    html.append("<h2>").append(Html.escape(drive.name())).append("</h2>\n");
    if (drive.seconds() > 0) {
      html.append(DriveChart.of(drive, tasks));
    }
    html.append(DriveMap.of(tasks));
    html.append(
        "<table>\n<tr><th>recording</th><th>length</th><th>done</th><th>rain</th><th>in</th>"
            + "<th>notes</th></tr>\n");
    for (Task task : tasks) {
      Outcome outcome = report.outcome(task);
      String rain = task.stretches().stream().map(CardHtml::text).collect(Collectors.joining(", "));
      html.append("<tr><td>").append(Html.escape(task.recording().name()));
      html.append("</td><td>").append(Clock.text(task.surveyed().survey().seconds()));
      html.append("</td><td>").append(outcome.isDone() ? outcome.action() : "failed");
      html.append("</td><td>").append(rain);
      html.append("</td><td>").append(outcome.rainySeconds() > 0 ? speed(outcome) : "");
      html.append("</td><td>").append(Html.escape(String.join("; ", outcome.notes())));
      html.append("</td></tr>\n");
    }
    html.append("</table>\n");
  }

  private static String speed(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%s, %.2f times real time",
        Clock.text(outcome.wallS()),
        outcome.rainySeconds() / Math.max(0.001, outcome.wallS()));
  }

  private static String text(Stretch stretch) {
    return Clock.text(stretch.from()) + "-" + Clock.text(stretch.to()) + " " + stretch.type();
  }
}
