package org.derain.fleet;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The program of this module: {@code fleet} is its only command. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process. */
  public static void main(String[] words) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            words));
  }

  /**
   * Runs the command line in this process.
   *
   * @return the exit code: 0 done, 1 failed, 2 wrong usage
   */
  public static int run(PrintWriter out, PrintWriter err, String... words) {
    String[] all =
        Stream.concat(Stream.of(FleetCommand.NAME), Stream.of(words)).toArray(String[]::new);
    return FleetCommand.line().setOut(out).setErr(err).execute(all);
  }
}
