package org.derain.training.search;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.training.config.RunFile;
import org.derain.training.learn.Report;
import org.derain.training.learn.Rows;

/** What a search came to: quality against time as a picture, and all candidates as a table. */
final class SearchReport {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int RIM = 40;

  private final RunFile run;
  private final Standing standing;
  private final List<Map.Entry<String, Standing.Entry>> learned;
  private final List<Standing.Entry> all;

  SearchReport(RunFile run, Standing standing) {
    this.run = run;
    this.standing = standing;
    all = List.copyOf(standing.entries().values());
    learned =
        standing.entries().entrySet().stream()
            .filter(entry -> !entry.getValue().gains().isEmpty())
            .sorted(
                Comparator.comparing(
                        (Map.Entry<String, Standing.Entry> e) -> e.getValue().gains().size())
                    .thenComparing(e -> e.getValue().gain())
                    .reversed())
            .toList();
  }

  /** Writes search.md and search.html; says the table. */
  void write(Path folder, PrintStream out) {
    try {
      Files.writeString(folder.resolve("search.md"), Rows.markdown(rows()));
      Files.writeString(folder.resolve("search.html"), html());
    } catch (IOException e) {
      throw new MediaException(folder + ": cannot be written: " + e.getMessage(), e);
    }
    out.print(Rows.markdown(rows()));
  }

  private List<String> cells(Map.Entry<String, Standing.Entry> candidate) {
    Standing.Entry entry = candidate.getValue();
    return List.of(
        candidate.getKey(),
        String.format(Locale.ROOT, "%.2f", entry.gmac()),
        String.format(Locale.ROOT, "%.1f", entry.milliseconds()),
        String.valueOf(entry.gains().size()),
        String.format(Locale.ROOT, "%+.2f", entry.gain()),
        entry.front(all) ? "yes" : "");
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("candidate", "GMAC", "ms", "rounds", "held-out dB", "front"));
    learned.forEach(one -> rows.add(cells(one)));
    return rows;
  }

  private String html() {
    StringBuilder page =
        new StringBuilder(Report.head("The network for a time budget", run.description()));
    page.append(
        String.format(
            Locale.ROOT,
            "<p>%dx%d, at most %.1f ms a frame, %d thread(s); %d candidates timed, %d learned.</p>",
            run.search().width(),
            run.search().height(),
            run.search().milliseconds(),
            run.search().threads(),
            standing.entries().size(),
            learned.size()));
    page.append(chart()).append(Rows.html(rows()));
    return page.append(
            "<p>Names are what differs from the model that all are pruned out of. The gain is on"
                + " held-out windows after a candidate's last round; only those of as many rounds compare."
                + " On the front, no other of as many rounds is both better and as fast.</p></html>\n")
        .toString();
  }

  private String chart() {
    double slow = learned.stream().mapToDouble(e -> e.getValue().milliseconds()).max().orElse(1);
    double low = learned.stream().mapToDouble(e -> e.getValue().gain()).min().orElse(0);
    double high = learned.stream().mapToDouble(e -> e.getValue().gain()).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg width=%d height=%d><text x=%d y=16 font-size=12>%.2f to %.2f dB; 0 to %.0f ms</text>",
            WIDTH,
            HEIGHT,
            RIM,
            low,
            high,
            slow));
    svg.append(
        String.format(
            "<path d=\"M%1$d %1$dV%2$dH%3$d\" fill=none stroke=#888 />",
            RIM, HEIGHT - RIM, WIDTH - RIM));
    for (Map.Entry<String, Standing.Entry> one : learned) {
      Standing.Entry entry = one.getValue();
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=%.1f cy=%.1f r=%d fill=\"%s\"><title>%s, %d rounds, %+.2f dB</title></circle>",
              RIM + (WIDTH - 2.0 * RIM) * entry.milliseconds() / slow,
              HEIGHT
                  - RIM
                  - (HEIGHT - 2.0 * RIM) * (entry.gain() - low) / Math.max(1e-9, high - low),
              2 + 2 * entry.gains().size(),
              entry.front(all) ? "#c33" : "#36c",
              one.getKey(),
              entry.gains().size(),
              entry.gain()));
    }
    return svg.append("</svg>").toString();
  }
}
