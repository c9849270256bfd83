package org.derain.app.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derain.app.cli.TextTable;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.measure.Figures;

/** The figures as text: one table per figure, a line per clip, a column per method. */
public final class EvalTable {
  private EvalTable() {}

  /** The tables, the mean in the last line of each when there are several clips. */
  public static String of(List<ClipResult> clips) {
    List<String> methods = List.copyOf(clips.get(0).methods().keySet());
    StringBuilder text = new StringBuilder();
    for (Figures.Column column : Figures.Column.of(clips)) {
      List<String> titles = new ArrayList<>(List.of(column.title(), "frames"));
      titles.addAll(methods);
      TextTable table = new TextTable(titles.toArray(String[]::new)).left(0);
      int frames = 0;
      for (ClipResult clip : clips) {
        table.row(row(clip.name(), clip.frames(), clip.methods(), column));
        frames += clip.frames();
      }
      if (clips.size() > 1) {
        table.row(row("mean", frames, Evaluation.mean(clips), column));
      }
      text.append(table).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String[] row(
      String name, int frames, Map<String, Figures> methods, Figures.Column column) {
    List<String> cells = new ArrayList<>(List.of(name, String.valueOf(frames)));
    methods.values().forEach(figures -> cells.add(column.text(figures)));
    return cells.toArray(String[]::new);
  }
}
