package org.derain.training.learn;

import java.util.List;

/** A table of text, the head first, as reports write it. */
public final class Rows {
  private Rows() {}

  /** As a Markdown file has it. */
  public static String markdown(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> cells : rows) {
      boolean head = text.isEmpty();
      text.append("| ").append(String.join(" | ", cells)).append(" |\n");
      if (head) {
        text.append("|---".repeat(cells.size())).append("|\n");
      }
    }
    return text.toString();
  }

  /** As a page has it. */
  public static String html(List<List<String>> rows) {
    StringBuilder text = new StringBuilder("<table>");
    for (List<String> cells : rows) {
      text.append("<tr>");
      cells.forEach(cell -> text.append("<td>").append(cell));
    }
    return text.append("</table>").toString();
  }
}
