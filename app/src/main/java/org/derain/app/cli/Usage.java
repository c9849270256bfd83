package org.derain.app.cli;

import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is wrong with a command line. */
public final class Usage {
  private Usage() {}

  /** The first problem of several. */
  @SafeVarargs
  @SuppressWarnings("varargs") // each is only read
  public static Optional<String> first(Optional<String>... problems) {
    return Arrays.stream(problems).flatMap(Optional::stream).findFirst();
  }

  /**
   * Ends a command before it begins.
   *
   * @throws ParameterException with the first problem, if there is one
   */
  @SafeVarargs
  public static void check(CommandSpec spec, Optional<String>... problems) {
    Optional<String> problem = first(problems);
    if (problem.isPresent()) {
      throw new ParameterException(spec.commandLine(), problem.get());
    }
  }

  /** A problem where there is one. */
  public static Optional<String> when(boolean wrong, String problem) {
    return wrong ? Optional.of(problem) : Optional.empty();
  }
}
