package org.derain.app;

/**
 * The command line, when the launcher hands it over out of sight. What a process is started with
 * can be read by every user of the machine, its environment cannot: addresses of cameras with their
 * passwords go that way.
 */
final class LauncherArguments {
  /** The variable that holds the words, with {@link #BETWEEN} between them. */
  static final String VARIABLE = "DERAIN_WORDS";

  /** ASCII's unit separator. */
  static final char BETWEEN = '\037';

  private LauncherArguments() {}

  /**
   * The words that count.
   *
   * @param args of the process
   * @param hidden the variable's value, or null
   */
  static String[] of(String[] args, String hidden) {
    return args.length == 0 && hidden != null ? hidden.split(String.valueOf(BETWEEN), -1) : args;
  }
}
