package org.derain.training;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.derain.training.search.SearchRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code derain search}: a program of its own, as {@link Main} is. */
@Command(
    name = "derain search",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds the network for a time budget on this machine: smaller ones are cut out of the model that a"
          + " run file starts from, timed by ONNX Runtime, taught by it for a little while, and halved by"
          + " what they gain on held-out windows until one is left, which is trained to the end.",
      "A search that was stopped goes on. It leaves search.html, search.json and, in the folder of the one"
          + " that is left, a model and its card."
    },
    footer = {"", "Exit codes: 0 done; 1 failed, with the reason in one line; 2 wrong usage."})
public final class SearchMain implements Callable<Integer> {
  @Parameters(paramLabel = "RUN.yaml", description = "The run file; runs/search.yaml is one.")
  private Path run;

  @Option(names = "--verbose", description = "Show where in the program a failure happened.")
  private boolean verbose;

  private SearchMain() {}

  /** Runs the command line and ends the process. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the command line in this process and returns the exit code. */
  public static int run(String... args) {
    SearchMain main = new SearchMain();
    return Main.run(main, () -> main.verbose, args);
  }

  @Override
  public Integer call() {
    return Main.learn(() -> SearchRun.carryOut(run, System.out));
  }
}
