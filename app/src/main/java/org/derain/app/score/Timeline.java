package org.derain.app.score;

import java.util.List;
import java.util.Map;
import org.derain.app.cli.Clock;
import org.derain.app.cli.Screen;
import org.derain.zoo.RainScore;

/** A clip's rain over time, drawn with characters: bars, a letter for each type, a time axis. */
final class Timeline {
  private static final String BARS = " ▁▂▃▄▅▆▇█";
  private static final int STEPS = BARS.length() - 1;
  private static final int ROWS = 4;
  private static final String MARGIN = "      ";
  private static final int TICK_COLUMNS = 12;

  private static final Map<RainScore.Type, Integer> COLOURS =
      Map.of(
          RainScore.Type.DRY, 90,
          RainScore.Type.STREAKS, 34,
          RainScore.Type.NIGHT, 35,
          RainScore.Type.DROPS, 36);

  private static final Map<RainScore.Type, String> LETTERS =
      Map.of(
          RainScore.Type.DRY, "·",
          RainScore.Type.STREAKS, "s",
          RainScore.Type.NIGHT, "n",
          RainScore.Type.DROPS, "d");

  private Timeline() {}

  /** The colour of a type on a terminal. */
  static int colour(RainScore.Type type) {
    return COLOURS.get(type);
  }

  /** Several lines, each with its line end and none longer than the screen is wide. */
  static String of(ClipScore clip, Screen screen) {
    int width = screen.columns() - MARGIN.length() - 2;
    List<Column> columns = Column.of(clip, width);
    StringBuilder text = new StringBuilder();
    for (int row = ROWS - 1; row >= 0; row--) {
      String label = row == ROWS - 1 ? "  1.0 ┤" : row == ROWS / 2 - 1 ? "  0.5 ┤" : MARGIN + "│";
      text.append(label);
      paint(text, columns, row, screen);
      line(text);
    }
    axis(text, clip, width);
    text.append(MARGIN).append(' ');
    for (int i = 0; i < columns.size(); ) {
      int from = i;
      RainScore.Type type = columns.get(i).type();
      while (i < columns.size() && columns.get(i).type() == type) {
        i++;
      }
      text.append(screen.paint(colour(type), LETTERS.get(type).repeat(i - from)));
    }
    line(text);
    text.append(MARGIN);
    for (RainScore.Type type : RainScore.Type.values()) {
      text.append(screen.paint(colour(type), LETTERS.get(type) + " " + type)).append("  ");
    }
    line(text);
    return text.toString();
  }

  private static void paint(StringBuilder text, List<Column> columns, int row, Screen screen) {
    for (int i = 0; i < columns.size(); ) {
      RainScore.Type type = columns.get(i).type();
      StringBuilder run = new StringBuilder();
      while (i < columns.size() && columns.get(i).type() == type) {
        // Even the driest column shows that it is there.
        long height = Math.max(1, Math.round(columns.get(i).rain() * ROWS * STEPS));
        run.append(BARS.charAt((int) Math.max(0, Math.min(STEPS, height - row * STEPS))));
        i++;
      }
      text.append(screen.paint(colour(type), run.toString()));
    }
  }

  private static void axis(StringBuilder text, ClipScore clip, int width) {
    double start = clip.frames().get(0).t();
    double length = clip.end() - start;
    double interval = Clock.interval(length, Math.max(1, width / TICK_COLUMNS));
    StringBuilder rule = new StringBuilder(MARGIN + "└" + "─".repeat(width));
    StringBuilder labels = new StringBuilder(" ".repeat(MARGIN.length() + 1 + width));
    double tick = Math.ceil(start / interval - 1e-6) * interval;
    for (; tick < start + length - 1e-6; tick += interval) {
      int at = MARGIN.length() + 1 + (int) ((tick - start) / length * width + 1e-6);
      String label = Clock.text(tick, Clock.decimals(interval));
      if (at + label.length() <= labels.length()) {
        rule.setCharAt(at, '┬');
        labels.replace(at, at + label.length(), label);
      }
    }
    text.append(rule);
    line(text);
    text.append(labels.toString().stripTrailing());
    line(text);
  }

  private static void line(StringBuilder text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    text.append(System.lineSeparator());
  }
}
