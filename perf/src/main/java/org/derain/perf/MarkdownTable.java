package org.derain.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table that reads well as text and can go into a Markdown page; numbers are aligned right. */
final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final int columns;

  /** With the titles of the columns. */
  MarkdownTable(String... titles) {
    columns = titles.length;
    rows.add(List.of(titles));
  }

  /** Adds a row of text and numbers: whole numbers stand as they are, others get 2 decimals. */
  MarkdownTable row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(cells.length + " cells for " + rows.get(0));
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell instanceof Double value ? number(value) : String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  /** Two decimals, one from 100 on. */
  static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.1f", value);
  }

  /** The lines, each with its line end. */
  @Override
  public String toString() {
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns; c++) {
        String cell = rows.get(r).get(c);
        String gap = " ".repeat(widths[c] - cell.length());
        text.append("| ").append(c == 0 ? cell + gap : gap + cell).append(' ');
      }
      text.append("|\n");
      if (r == 0) {
        for (int c = 0; c < columns; c++) {
          String rule = "-".repeat(widths[c] + 1);
          text.append('|').append(c == 0 ? ":" + rule : rule + ":");
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }
}
