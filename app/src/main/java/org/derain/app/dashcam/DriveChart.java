package org.derain.app.dashcam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derain.app.cli.Clock;
import org.derain.pipeline.card.Drive;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.triage.Look;
import org.derain.pipeline.triage.Stretch;
import org.derain.zoo.RainScore;

/** The rain of a drive over time, as SVG: looks, what was cleaned, where recordings join. */
final class DriveChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 90;
  private static final double BAR = 4;

  private static final Map<RainScore.Type, String> COLOURS =
      Map.of(
          RainScore.Type.DRY, "#b4bcc6",
          RainScore.Type.STREAKS, "#2f6fde",
          RainScore.Type.NIGHT, "#7b3fb5",
          RainScore.Type.DROPS, "#129a8f");

  private DriveChart() {}

  /** What the colours mean. */
  static String key() {
    StringBuilder key = new StringBuilder();
    for (RainScore.Type type : RainScore.Type.values()) {
      key.append("<span><i style=\"background:").append(COLOURS.get(type)).append("\"></i>");
      key.append(type).append("</span>");
    }
    return key + "<span><i style=\"background:#fbe9c6\"></i>cleaned</span>";
  }

  /** The picture. */
  static String of(Drive drive, List<Task> tasks) {
    double all = drive.seconds();
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT, "<svg viewBox=\"0 -4 %d %d\" role=\"img\">%n", WIDTH, HEIGHT + 24));
    double begun = 0;
    for (Task task : tasks) {
      for (Stretch stretch : task.stretches()) {
        rectangle(svg, (begun + stretch.from()) / all, stretch.seconds() / all, "#fbe9c6");
      }
      begun += task.surveyed().survey().seconds();
    }
    for (Look look : drive.looks()) {
      double height = Math.max(1, look.rain() * HEIGHT);
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s: %s"
                  + " %.2f</title></rect>%n",
              look.t() / all * (WIDTH - BAR),
              HEIGHT - height,
              BAR,
              height,
              COLOURS.get(look.type()),
              Clock.text(look.t()),
              look.type(),
              look.rain()));
    }
    begun = 0;
    for (Task task : tasks) {
      double x = begun / all * WIDTH;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\" stroke=\"#8894a2\"/>%n",
              x,
              x,
              HEIGHT + 6));
      begun += task.surveyed().survey().seconds();
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"0\" y=\"%d\">0:00</text><text x=\"%d\" y=\"%d\""
                + " text-anchor=\"end\">%s</text>%n",
            HEIGHT + 19,
            WIDTH,
            HEIGHT + 19,
            Clock.text(all)));
    return svg.append("</svg>\n").toString();
  }

  private static void rectangle(StringBuilder svg, double from, double width, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"cleaned\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\""
                + " fill=\"%s\"/>%n",
            from * WIDTH,
            width * WIDTH,
            HEIGHT,
            colour));
  }
}
