package org.derain.app.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A table for the terminal: columns as wide as needed, aligned right unless said otherwise. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> left = new HashSet<>();

  /** With the titles of the columns. */
  public TextTable(String... titles) {
    rows.add(List.of(titles));
  }

  /** Aligns a column, counted from 0, to the left. */
  public TextTable left(int column) {
    left.add(column);
    return this;
  }

  /** Adds a row; as many cells as there are titles. */
  public TextTable row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + rows.get(0));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, each with its line end. */
  @Override
  public String toString() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String gap = " ".repeat(widths[c] - row.get(c).length());
        line.append(c == 0 ? "" : "  ");
        line.append(left.contains(c) ? row.get(c) + gap : gap + row.get(c));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
