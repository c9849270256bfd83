package org.derain.app.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * What text is shown on.
 *
 * @param columns characters in a line, 40 to 200
 * @param colour whether colours may be used
 */
public record Screen(int columns, boolean colour) {
  private static final int USUAL = 80;

  /** Keeps the width within sense. */
  public Screen {
    columns = Math.max(40, Math.min(200, columns));
  }

  /** A file, a pipe, a test: 80 columns, no colours. */
  public static Screen plain() {
    return new Screen(USUAL, false);
  }

  /**
   * The terminal of this process, or {@link #plain} without one. Colours are left out on request
   * (the variable NO_COLOR).
   */
  public static Screen current() {
    if (System.console() == null) {
      return new Screen(number(System.getenv("COLUMNS")), false);
    }
    String no = System.getenv("NO_COLOR");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new Screen(terminalColumns(), !dumb && (no == null || no.isEmpty()));
  }

  /** Java does not know; stty does, where there is one. */
  private static int terminalColumns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(1, TimeUnit.SECONDS);
      String[] words = said.strip().split(" ");
      return words.length == 2 ? number(words[1]) : number(System.getenv("COLUMNS"));
    } catch (IOException e) {
      return number(System.getenv("COLUMNS"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  private static int number(String text) {
    return text != null && text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : USUAL;
  }

  /** Text in one of the eight colours of a terminal (31 to 36, 90), or as it is without colours. */
  public String paint(int code, String text) {
    return colour && !text.isBlank() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
