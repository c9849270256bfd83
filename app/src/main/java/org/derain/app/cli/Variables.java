package org.derain.app.cli;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values from the environment, so that passwords need not be written down. */
public final class Variables {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");

  private Variables() {}

  /**
   * Puts values in place of ${NAME}.
   *
   * @param environment gives a variable's value, or null
   * @throws IllegalArgumentException when a variable is not set
   */
  public static String filled(String text, Function<String, String> environment) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              String value = environment.apply(found.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    "the environment has no variable " + found.group(1));
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /** Reads an option in which there may be some. */
  public static final class Filled extends Parsed<String> {
    /** Made by picocli. */
    public Filled() {
      super(text -> filled(text, System::getenv));
    }
  }
}
