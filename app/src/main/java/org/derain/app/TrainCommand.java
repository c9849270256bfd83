package org.derain.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * Keeps {@code derain train} in the help. Training needs libtorch, which the program itself never
 * loads: the launcher sees this word first and starts module training on its own class path.
 */
@Command(
    name = "train",
    description = "Learn a model from your own footage; a run is described by one file.")
final class TrainCommand implements Runnable {
  @Unmatched private String[] rest = new String[0];
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "training has a class path of its own: start it with the launcher, ./derain train RUN.yaml ("
            + rest.length
            + " arguments were given here)");
  }
}
