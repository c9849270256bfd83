package org.derain.app.eval.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.derain.app.cli.Html;
import org.derain.app.cli.TextTable;
import org.derain.app.eval.measure.Figures;
import org.derain.app.eval.measure.RenderedResults;
import org.derain.app.eval.report.EvalHtml;

/** The one table: a line for each set and method. As text, and with pictures as a page. */
public final class BenchmarkTable {
  private static final String NONE = "-";

  private final BenchmarkResult result;
  private final List<String> titles;
  private final List<List<String>> rows = new ArrayList<>();

  /** Of these results. */
  public BenchmarkTable(BenchmarkResult result) {
    this.result = result;
    String frame = " at " + result.width() + "x" + result.height();
    titles =
        List.of(
            "set",
            "method",
            "clips",
            "PSNR-Y, dB",
            "SSIM-Y",
            "outside the rain",
            "warping",
            "recall",
            "false alarms",
            "GMAC" + frame,
            "ms" + frame);
    for (BenchmarkSet set : result.sets()) {
      Map<String, Figures> means = set.means();
      for (BenchmarkResult.Cost cost : result.methods()) {
        row(set, means.get(cost.method()), cost);
      }
    }
  }

  private void row(BenchmarkSet set, Figures figures, BenchmarkResult.Cost cost) {
    Optional<BenchmarkSet.Calls> calls = set.calls(cost.method());
    if (figures == null && calls.isEmpty()) {
      return; // the input says nothing of real footage
    }
    String called = calls.map(BenchmarkSet.Calls::text).orElse(NONE);
    rows.add(
        List.of(
            set.name(),
            cost.method(),
            String.valueOf(set.seen().size()),
            figures == null ? NONE : number("%.2f", figures.psnrY()),
            figures == null ? NONE : number("%.4f", figures.ssimY()),
            figures == null ? NONE : number("%.2f", figures.outsideRain()),
            figures == null ? NONE : number("%.2f", figures.warpErrorRatio()),
            set.rainy() ? called : NONE,
            set.rainy() ? NONE : called,
            number("%.2f", cost.gmac()),
            number("%.1f", cost.ms())));
  }

  private static String number(String form, Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, form, value);
  }

  /** For the terminal. */
  public String text() {
    TextTable table = new TextTable(titles.toArray(String[]::new)).left(0).left(1);
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    return table.toString();
  }

  /** The page: the table, and of each set the clip on which the first model gains least. */
  public String html() {
    StringBuilder html =
        new StringBuilder(Html.head("Derain: benchmark", "Benchmark", 1400, EvalHtml.STYLE))
            .append("<p>Means over clips. Outside the rain: squared error that a method adds where")
            .append(
                " the rain changed nothing. Warping: the flicker that is left, as a multiple of")
            .append(
                " the truth's own; blur lowers it. Recall and false alarms: clips of which more")
            .append(" than half of the frames are called rainy. Time is the network's, on this")
            .append(" machine.</p>\n<table>\n");
    line(html, "th", titles);
    rows.forEach(row -> line(html, "td", row));
    html.append("</table>\n");
    String first = result.methods().get(result.methods().size() - 1).method();
    for (BenchmarkResult.Cost cost : result.methods()) {
      if (cost.ms() != null) {
        first = cost.method();
        break;
      }
    }
    for (BenchmarkSet set : result.sets()) {
      if (!set.clips().isEmpty()) {
        html.append("<h2>").append(Html.escape(set.name())).append("</h2>\n");
        EvalHtml.exhibit(html, RenderedResults.worst(set.clips(), first));
      }
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static void line(StringBuilder html, String cell, List<String> texts) {
    html.append("<tr>");
    for (String text : texts) {
      html.append('<').append(cell).append('>').append(Html.escape(text));
      html.append("</").append(cell).append('>');
    }
    html.append("</tr>\n");
  }
}
