package org.derain.app.cli;

/** Comma-separated values after RFC 4180. */
public final class Csv {
  private Csv() {}

  /** A cell, in quotation marks where it needs them. */
  public static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
