package org.derain.training;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.derain.training.select.SelectionRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code derain select}, beside {@code derain train}. */
@Command(
    name = "derain select",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says which rendered rain looks real: candidates of a run file's rain are compared with real"
          + " rain and judged three times.",
      "It leaves kept.jsonl.gz in the run's folder, a memory of rain that any run draws from (key"
          + " memory), all.jsonl.gz and random.jsonl.gz to compare it with, and selection.html, a"
          + " page of kept and rejected beside the nearest real frames."
    },
    footer = {"", "Exit codes: 0 done; 1 failed, with the reason in one line; 2 wrong usage."})
public final class SelectCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN.yaml",
      description = "The run file, with a key select; see runs/select-table.yaml.")
  private Path run;

  @Option(names = "--verbose", description = "Show where in the program a failure happened.")
  private boolean verbose;

  private SelectCommand() {}

  /** Runs the command line and ends the process. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the command line in this process and returns the exit code. */
  public static int run(String... args) {
    SelectCommand command = new SelectCommand();
    return Main.run(command, () -> command.verbose, args);
  }

  @Override
  public Integer call() {
    return Main.learn(() -> SelectionRun.carryOut(run, System.out));
  }
}
