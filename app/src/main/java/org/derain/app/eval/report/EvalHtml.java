package org.derain.app.eval.report;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.derain.app.cli.Html;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.measure.Exhibit;
import org.derain.app.eval.measure.Figures;

/** The figures and pictures as one HTML file that needs nothing else. */
public final class EvalHtml {
  /** Pictures of more clips than this would make a file that no browser likes. */
  private static final int EXHIBITS = 24;

  /** CSS of tables, and of rows of pictures. */
  public static final String STYLE =
      """
      table { border-collapse: collapse; margin: 0 0 1.5em; }
      th, td { padding: .25em .8em; text-align: right; border-bottom: 1px solid #dde3ea; }
      th:first-child, td:first-child { text-align: left; }
      tr.mean td { font-weight: 600; border-bottom: 0; }
      td.best { background: #e3f4e6; }
      .row { display: flex; flex-wrap: wrap; gap: 8px; }
      figure { margin: 0 0 8px; flex: 1 1 220px; max-width: 640px; }
      figure img { width: 100%; display: block; }
      figcaption { font-size: 13px; color: #55616e; }
      """;

  private EvalHtml() {}

  /** The text of the file. */
  public static String of(List<ClipResult> clips) {
    StringBuilder html =
        new StringBuilder(Html.head("Derain: evaluation", "Evaluation", 1400, STYLE));
    html.append(
        "<p>Means over the frames of each clip, next to the rainy input and to temporal medians of"
            + " 3 and 5 frames. PSNR-Y and SSIM-Y are taken on the BT.601 luma of the RGB picture."
            + " Blur lowers the warping error: never judge by it alone. The best method of a line"
            + " is marked.</p>\n");
    for (Figures.Column column : Figures.Column.of(clips)) {
      table(html, clips, column);
    }
    int shown = Math.min(EXHIBITS, clips.size());
    for (ClipResult clip : clips.subList(0, shown)) {
      exhibit(html, clip);
    }
    if (shown < clips.size()) {
      html.append("<p>Pictures of the first ").append(shown).append(" clips only.</p>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static void table(StringBuilder html, List<ClipResult> clips, Figures.Column column) {
    html.append("<table>\n<tr><th>")
        .append(Html.escape(column.title()))
        .append("</th><th>frames</th>");
    clips
        .get(0)
        .methods()
        .keySet()
        .forEach(m -> html.append("<th>").append(Html.escape(m)).append("</th>"));
    html.append("</tr>\n");
    for (ClipResult clip : clips) {
      row(html, "", clip.name(), clip.frames(), clip.methods(), column);
    }
    if (clips.size() > 1) {
      int frames = clips.stream().mapToInt(ClipResult::frames).sum();
      row(html, " class=\"mean\"", "mean", frames, Evaluation.mean(clips), column);
    }
    html.append("</table>\n");
  }

  private static void row(
      StringBuilder html,
      String look,
      String name,
      int frames,
      Map<String, Figures> methods,
      Figures.Column column) {
    html.append("<tr").append(look).append("><td>").append(Html.escape(name)).append("</td><td>");
    html.append(frames).append("</td>");
    double best = column.best(methods.values());
    for (Figures figures : methods.values()) {
      Double value = column.value().apply(figures);
      html.append(value != null && value == best ? "<td class=\"best\">" : "<td>");
      html.append(column.text(figures)).append("</td>");
    }
    html.append("</tr>\n");
  }

  /**
   * The pictures of one clip, and where there is time its x-t slices.
   *
   * @param html what they are added to
   */
  public static void exhibit(StringBuilder html, ClipResult clip) {
    Exhibit exhibit = clip.exhibit();
    html.append("<h2>").append(Html.escape(clip.name())).append("</h2>\n<p>");
    if (clip.frames() > 1) {
      html.append("Frame ").append(exhibit.frame()).append(", the rainiest. ");
    }
    html.append("Below, the part that rain changed most, enlarged.</p>\n");
    row(html, clip, exhibit.whole());
    row(html, clip, exhibit.detail());
    if (!exhibit.slice().isEmpty()) {
      html.append("<p>The middle row over time, downwards: what stands still is a line, rain and")
          .append(" flicker are specks.</p>\n");
      row(html, clip, exhibit.slice());
    }
  }

  private static void row(StringBuilder html, ClipResult clip, Map<String, byte[]> pictures) {
    html.append("<div class=\"row\">\n");
    pictures.forEach(
        (name, jpeg) ->
            html.append("<figure><img alt=\"")
                .append(Html.escape(clip.name() + ", " + name))
                .append("\" src=\"data:image/jpeg;base64,")
                .append(Base64.getEncoder().encodeToString(jpeg))
                .append("\"><figcaption>")
                .append(Html.escape(name))
                .append("</figcaption></figure>\n"));
    html.append("</div>\n");
  }
}
