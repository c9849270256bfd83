package org.derain.app.models;

import org.derain.app.cli.Screen;
import org.derain.app.cli.TextTable;

/** A sheet on a terminal, wrapped at its width. */
final class SheetText {
  private static final int BOLD = 1;

  private SheetText() {}

  static String of(Sheet sheet, Screen screen) {
    StringBuilder text = new StringBuilder();
    wrap(text, sheet.title(), "", "", screen.columns());
    for (Sheet.Section section : sheet.sections()) {
      text.append(System.lineSeparator());
      String indent = section.heading().isEmpty() ? "" : "  ";
      if (!section.heading().isEmpty()) {
        text.append(screen.paint(BOLD, section.heading())).append(System.lineSeparator());
      }
      for (Sheet.Block block : section.blocks()) {
        block(text, block, indent, screen.columns());
      }
    }
    return text.toString();
  }

  private static void block(StringBuilder text, Sheet.Block block, String indent, int columns) {
    if (block instanceof Sheet.Paragraph paragraph) {
      wrap(text, paragraph.text(), indent, indent, columns);
    } else if (block instanceof Sheet.Points points) {
      points.points().forEach(p -> wrap(text, p, indent + "- ", indent + "  ", columns));
    } else if (block instanceof Sheet.Grid grid) {
      TextTable table = new TextTable(grid.titles().toArray(String[]::new)).left(0);
      grid.rows().forEach(row -> table.row(row.toArray(String[]::new)));
      table
          .toString()
          .lines()
          .forEach(line -> text.append(indent).append(line).append(System.lineSeparator()));
    } else if (block instanceof Sheet.Figure figure) {
      String caption = figure.caption() + " [" + figure.file() + "]";
      wrap(text, caption, indent + "- ", indent + "  ", columns);
    }
  }

  /** Breaks at blanks; a word longer than a line has one of its own. */
  private static void wrap(
      StringBuilder text, String words, String first, String next, int columns) {
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words.split(" ")) {
      if (!empty && line.length() + 1 + word.length() > columns) {
        text.append(line).append(System.lineSeparator());
        line = new StringBuilder(next);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    text.append(line).append(System.lineSeparator());
  }
}
