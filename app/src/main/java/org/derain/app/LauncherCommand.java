package org.derain.app;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Keeps a command in the help that is not part of this program. Training needs libtorch and
 * benchmarks need JMH, which the program itself never loads: the launcher sees the word first and
 * starts another program on a class path of its own.
 */
final class LauncherCommand implements Runnable {
  private final CommandSpec spec;

  private LauncherCommand(String name, String description) {
    spec = CommandSpec.wrapWithoutInspection(this).name(name);
    spec.usageMessage().description(description);
    spec.parser().unmatchedArgumentsAllowed(true);
  }

  /** The command, as picocli takes it. */
  static CommandSpec of(String name, String description) {
    return new LauncherCommand(name, description).spec;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "this has a class path of its own: start it with the launcher, ./derain " + spec.name());
  }
}
