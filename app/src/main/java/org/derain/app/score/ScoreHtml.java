package org.derain.app.score;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derain.app.cli.Clock;
import org.derain.app.cli.Html;
import org.derain.zoo.RainScore;

/** The timelines as one HTML page that needs nothing else. */
final class ScoreHtml {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 180;
  private static final int TICKS = 10;

  private static final Map<RainScore.Type, String> COLOURS =
      Map.of(
          RainScore.Type.DRY, "#b4bcc6",
          RainScore.Type.STREAKS, "#2f6fde",
          RainScore.Type.NIGHT, "#7b3fb5",
          RainScore.Type.DROPS, "#129a8f");

  private static final String STYLE =
      """
      svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; fill: #55616e; }
      table { border-collapse: collapse; margin: 0 0 2em; }
      th, td { padding: .2em .8em; text-align: left; border-bottom: 1px solid #dde3ea; }
      .key span { margin-right: 1.2em; } .key i { display: inline-block; width: .9em; height: .9em; margin-right: .4em; }
      """;

  private ScoreHtml() {}

  /** The text of the page. */
  static String of(List<ClipScore> clips) {
    StringBuilder html =
        new StringBuilder(Html.head("Derain: rain over time", "Rain over time", 1100, STYLE));
    html.append("<p>From 0, dry, to 1; 0.5 is the border between dry and rainy.</p>\n");
    html.append("<p class=\"key\">");
    for (RainScore.Type type : RainScore.Type.values()) {
      html.append("<span><i style=\"background:")
          .append(COLOURS.get(type))
          .append("\"></i>")
          .append(type)
          .append("</span>");
    }
    html.append("</p>\n");
    clips.forEach(clip -> clip(html, clip));
    return html.append("</body>\n</html>\n").toString();
  }

  private static void clip(StringBuilder html, ClipScore clip) {
    html.append("<h2>").append(Html.escape(clip.input())).append("</h2>\n");
    html.append(
        String.format(
            Locale.ROOT,
            "<p>%d frames, rain %.2f on average, %.0f %% of the frames rainy, by model %s.</p>\n",
            clip.frames().size(),
            clip.mean(),
            100 * clip.rainyShare(),
            Html.escape(clip.model())));
    chart(html, clip);
    html.append("<table>\n<tr><th>from</th><th>to</th><th>type</th><th>rain</th></tr>\n");
    for (Segment segment : Segment.of(clip)) {
      html.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s</td><td>%s</td><td>%s</td><td>%.2f</td></tr>\n",
              Clock.text(segment.from(), 1),
              Clock.text(segment.to(), 1),
              segment.type(),
              segment.mean()));
    }
    html.append("</table>\n");
  }

  private static void chart(StringBuilder html, ClipScore clip) {
    List<Column> columns = Column.of(clip, Math.min(WIDTH, clip.frames().size()));
    double width = (double) WIDTH / columns.size();
    html.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"-34 -10 %d %d\" role=\"img\" shape-rendering=\"crispEdges\">\n",
            WIDTH + 44,
            HEIGHT + 36));
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      double height = Math.max(1, column.rain() * HEIGHT);
      html.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\" fill=\"%s\"><title>%s: %s"
                  + " %.2f</title></rect>\n",
              i * width,
              HEIGHT - height,
              width + 0.1,
              height,
              COLOURS.get(column.type()),
              Clock.text(column.from(), 2),
              column.type(),
              column.rain()));
    }
    for (double level : new double[] {0, 0.5, 1}) {
      html.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"0\" x2=\"%d\" y1=\"%.0f\" y2=\"%.0f\" stroke=\"#8894a2\""
                  + " stroke-dasharray=\"%s\"/><text x=\"-8\" y=\"%.0f\" text-anchor=\"end\">%.1f</text>\n",
              WIDTH,
              HEIGHT * (1 - level),
              HEIGHT * (1 - level),
              level == 0.5 ? "4 4" : "none",
              HEIGHT * (1 - level) + 4,
              level));
    }
    ticks(html, clip);
    html.append("</svg>\n");
  }

  private static void ticks(StringBuilder html, ClipScore clip) {
    double start = clip.frames().get(0).t();
    double length = clip.end() - start;
    double interval = Clock.interval(length, TICKS);
    double tick = Math.ceil(start / interval - 1e-6) * interval;
    for (; length > 0 && tick < start + length; tick += interval) {
      double x = (tick - start) / length * WIDTH;
      html.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#8894a2\"/>"
                  + "<text x=\"%.1f\" y=\"%d\">%s</text>\n",
              x,
              x,
              HEIGHT,
              HEIGHT + 6,
              x,
              HEIGHT + 20,
              Clock.text(tick, Clock.decimals(interval))));
    }
  }
}
