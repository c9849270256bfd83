package org.derain.perf;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.derain.frames.MediaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code derain bench}. */
@Command(
    name = "derain bench",
    description = {
      "Measures Derain on this machine and prints tables in Markdown. Clips are",
      "generated. Let nothing else run meanwhile."
    },
    subcommands = {
      Commands.Speed.class,
      Commands.Tax.class,
      Commands.Growth.class,
      Commands.Card.class,
      LookCommand.class,
      Commands.Micro.class,
      SoakCommand.class,
      Commands.All.class
    },
    footerHeading = "%nExamples%n",
    footer = {
      "  derain bench all > bench.md",
      "  derain bench speed --model nano --size 1280x720 --json now.json",
      "  derain bench tax --runs 3",
      "  derain bench soak --cameras 4 --minutes 10"
    })
public final class Main implements Runnable {
  private static final int FAILED = 1;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to measure");
  }

  /** Runs the command line and ends the process. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /**
   * Runs the command line in this process.
   *
   * @return the exit code: 0 done, 1 failed, 2 wrong usage
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main()).setOut(out).setErr(err);
    line.setParameterExceptionHandler((failure, words) -> usage(failure));
    line.setExecutionExceptionHandler(
        (failure, at, result) -> {
          if (!(failure instanceof MediaException)) {
            failure.printStackTrace(err);
          }
          err.println("derain bench: " + failure.getMessage());
          return FAILED;
        });
    int code = line.execute(args);
    out.flush();
    err.flush();
    return code;
  }

  private static int usage(ParameterException failure) {
    CommandLine at = failure.getCommandLine();
    String name = at.getCommandSpec().qualifiedName();
    at.getErr().println(name + ": " + failure.getMessage());
    at.getErr().println("Try '" + name + " --help'.");
    return at.getCommandSpec().exitCodeOnInvalidInput();
  }
}
