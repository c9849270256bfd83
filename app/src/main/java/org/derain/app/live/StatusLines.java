package org.derain.app.live;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.derain.pipeline.live.CameraState;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.OutputStatus;

/**
 * Tells on stderr how the cameras are: on a terminal lines that are written over, elsewhere lines
 * that follow each other. Notes stand on lines of their own.
 */
final class StatusLines {
  private static final String UP_AND_CLEAR = "\033[%dA\r\033[J";
  private static final int BAR = 10;

  private final PrintWriter err;
  private final boolean terminal;
  private final int columns;
  private List<String> shown = List.of();

  StatusLines(PrintWriter err, boolean terminal, int columns) {
    this.err = err;
    this.terminal = terminal;
    this.columns = columns;
  }

  /** Shows something that happened. */
  synchronized void note(String text) {
    clear();
    err.println("note: " + text);
    print(shown);
  }

  /** Shows how the cameras are. */
  synchronized void show(List<CameraStatus> cameras) {
    List<String> lines = new ArrayList<>();
    for (CameraStatus camera : cameras) {
      String line = line(camera);
      lines.add(terminal && line.length() >= columns ? line.substring(0, columns - 1) : line);
    }
    clear();
    print(lines);
    shown = terminal ? lines : List.of();
  }

  private void clear() {
    if (terminal && !shown.isEmpty()) {
      err.printf(UP_AND_CLEAR, shown.size());
    }
  }

  private void print(List<String> lines) {
    lines.forEach(err::println);
    err.flush();
  }

  /** A camera in one line; most important first, because terminals are narrow. */
  String line(CameraStatus c) {
    StringJoiner line = new StringJoiner(", ");
    if (c.state() != CameraState.RUNNING) {
      line.add(c.name() + ": " + c.state() + (c.error() == null ? "" : " (" + c.error() + ")"));
    } else {
      line.add(c.name() + ": " + text("%.1f fps", c.fpsOut()));
      line.add(text("%dx%d", c.width(), c.height()));
      line.add(c.tier() == null ? "no model" : c.tier() + " on " + c.device());
      line.add("rain " + (terminal ? bar(c.rain()) : text("%.2f", c.rain())));
    }
    line.add(text("p99 %.0f ms", c.recentMs().p99()));
    line.add(c.in() + " in = " + c.derained() + " derained" + counts(" + ", "passed", c.passed()));
    String dropped = counts("", "dropped", c.dropped());
    line.add(dropped.isEmpty() ? "0 dropped" : dropped);
    if (c.reconnects() > 0) {
      line.add(c.reconnects() + (c.reconnects() == 1 ? " reconnect" : " reconnects"));
    }
    for (OutputStatus output : c.outputs()) {
      if (!output.connected()) {
        line.add(output.url() + " away" + (output.error() == null ? "" : ": " + output.error()));
      }
    }
    return line.toString();
  }

  private static String counts(String before, String word, Map<?, Long> reasons) {
    long sum = reasons.values().stream().mapToLong(Long::longValue).sum();
    if (sum == 0) {
      return "";
    }
    StringJoiner each = new StringJoiner(", ", " (", ")");
    reasons.forEach(
        (reason, count) -> {
          if (count > 0) {
            each.add(reason + " " + count);
          }
        });
    return before + sum + " " + word + each;
  }

  private static String bar(double share) {
    int full = (int) Math.round(Math.max(0, Math.min(1, share)) * BAR);
    return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
