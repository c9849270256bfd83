package org.derain.app.models;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.derain.app.cli.Html;

/** A sheet as one HTML page that needs nothing else: its pictures are inside. */
final class SheetHtml {
  private static final String STYLE =
      """
      table { border-collapse: collapse; margin: 0 0 1.5em; }
      th, td { padding: .25em .8em; text-align: right; border-bottom: 1px solid #dde3ea; }
      th:first-child, td:first-child { text-align: left; }
      figure { margin: 0 0 1.5em; } figure img { max-width: 100%; display: block; }
      figcaption { font-size: 13px; color: #55616e; }
      """;

  private SheetHtml() {}

  /**
   * The text of the page.
   *
   * @param pictures the JPEG file of a name, if it is there
   */
  static String of(Sheet sheet, Function<String, Optional<byte[]>> pictures) {
    StringBuilder html = new StringBuilder(Html.head(sheet.title(), sheet.title(), 900, STYLE));
    for (Sheet.Section section : sheet.sections()) {
      if (!section.heading().isEmpty()) {
        html.append("<h2>").append(Html.escape(section.heading())).append("</h2>\n");
      }
      section.blocks().forEach(block -> block(html, block, pictures));
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static void block(
      StringBuilder html, Sheet.Block block, Function<String, Optional<byte[]>> pictures) {
    if (block instanceof Sheet.Paragraph paragraph) {
      element(html, "p", paragraph.text());
    } else if (block instanceof Sheet.Points points) {
      html.append("<ul>\n");
      points.points().forEach(point -> element(html, "li", point));
      html.append("</ul>\n");
    } else if (block instanceof Sheet.Grid grid) {
      html.append("<table>\n");
      row(html, "th", grid.titles());
      grid.rows().forEach(row -> row(html, "td", row));
      html.append("</table>\n");
    } else if (block instanceof Sheet.Figure figure) {
      html.append("<figure>");
      pictures
          .apply(figure.file())
          .ifPresent(
              jpeg ->
                  html.append("<img alt=\"\" src=\"data:image/jpeg;base64,")
                      .append(Base64.getEncoder().encodeToString(jpeg))
                      .append("\">"));
      element(html, "figcaption", figure.caption());
      html.append("</figure>\n");
    }
  }

  private static void row(StringBuilder html, String cell, List<String> cells) {
    html.append("<tr>");
    for (String text : cells) {
      html.append('<').append(cell).append('>').append(Html.escape(text));
      html.append("</").append(cell).append('>');
    }
    html.append("</tr>\n");
  }

  private static void element(StringBuilder html, String name, String text) {
    html.append('<').append(name).append('>').append(Html.escape(text));
    html.append("</").append(name).append(">\n");
  }
}
