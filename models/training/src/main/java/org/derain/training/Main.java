package org.derain.training;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.bytedeco.opencv.global.opencv_core;
import org.derain.frames.MediaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code derain train}: a program of its own, since it alone needs libtorch. */
@Command(
    name = "derain train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a model as a run file says: rain is rendered onto rain-free footage, a network learns"
          + " to take it off again.",
      "A run that was stopped goes on from its last checkpoint (one every half minute of training)."
          + " It ends with NAME.onnx, its model card NAME.json and report.html in the run's folder;"
          + " use the model with derain clean --model FOLDER/NAME.onnx."
    },
    footer = {"", "Exit codes: 0 done; 1 failed, with the reason in one line; 2 wrong usage."})
public final class Main implements Callable<Integer> {
  @Parameters(paramLabel = "RUN.yaml", description = "The run file; see runs/ for examples.")
  private Path run;

  @Option(names = "--verbose", description = "Show where in the program a failure happened.")
  private boolean verbose;

  private Main() {}

  /** Runs the command line and ends the process. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the command line in this process and returns the exit code. */
  public static int run(String... args) {
    Main main = new Main();
    return run(main, () -> main.verbose, args);
  }

  /**
   * Runs a command that learns in this process and returns the exit code.
   *
   * @param verbose whether the stack of a failure is wanted
   */
  public static int run(Callable<Integer> command, BooleanSupplier verbose, String... args) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (failure, line, result) -> {
              if (verbose.getAsBoolean()) {
                failure.printStackTrace(line.getErr());
              }
              line.getErr().println(line.getCommandName() + ": " + failure.getMessage());
              return 1;
            })
        .execute(args);
  }

  @Override
  public Integer call() {
    return learn(() -> TrainingRun.carryOut(run, System.out));
  }

  /** Does what needs libtorch; returns the exit code 0. */
  public static int learn(Runnable work) {
    // One thread each for rain, decoding and validation: the rest belongs to libtorch.
    opencv_core.setNumThreads(1);
    try {
      work.run();
      return 0;
    } catch (UnsatisfiedLinkError e) {
      throw new MediaException(
          "libtorch or OpenCV cannot be loaded ("
              + e.getMessage()
              + "); a libtorch or OpenCV installed on the system may be in the way of the bundled"
              + " one",
          e);
    }
  }
}
