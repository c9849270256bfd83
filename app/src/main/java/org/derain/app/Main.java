package org.derain.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derain.app.clean.CleanCommand;
import org.derain.app.cli.Failures;
import org.derain.app.cli.RootCommand;
import org.derain.app.dashcam.DashcamCommand;
import org.derain.app.eval.EvalCommand;
import org.derain.app.live.LiveCommand;
import org.derain.app.models.ModelsCommand;
import org.derain.app.rain.RainCommand;
import org.derain.app.score.ScoreCommand;
import org.derain.frames.Signals;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** The program: parses the command line, runs one command and ends with its exit code. */
public final class Main {
  /**
   * Every subcommand, in the groups and the order in which the help shows them. This is the one
   * place to add a command.
   */
  private static Map<String, Object[]> commands() {
    Map<String, Object[]> groups = new LinkedHashMap<>();
    groups.put("Clean", new Object[] {new CleanCommand(), new DashcamCommand(), new LiveCommand()});
    groups.put(
        "Judge",
        new Object[] {
          new ScoreCommand(),
          new EvalCommand(),
          new ModelsCommand(),
          LauncherCommand.of("bench", "Measure speed, latency and memory on this machine.")
        });
    groups.put(
        "Learn",
        new Object[] {
          new RainCommand(),
          LauncherCommand.of(
              "train", "Learn a model from your own footage; a run is described by one file."),
          LauncherCommand.of(
              "search", "Find the network for a time budget on this machine, and train it."),
          LauncherCommand.of(
              "select", "Say which rendered rain looks real, for train to learn from.")
        });
    return groups;
  }

  private Main() {}

  /**
   * Runs the command line and ends the process. A signal ends it at once, unless work is going on
   * that knows better: in Java's own shutdown ONNX Runtime would take its environment down under
   * networks that are just being loaded.
   */
  public static void main(String[] args) {
    Signals.on(() -> Runtime.getRuntime().halt(ExitCode.SOFTWARE));
    System.exit(run(LauncherArguments.of(args, System.getenv(LauncherArguments.VARIABLE))));
  }

  /**
   * Runs the command line in this process, writing to the standard streams.
   *
   * @return the exit code: 0 done, 1 failed, 2 wrong usage
   */
  public static int run(String... args) {
    return run(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        args);
  }

  /**
   * Runs the command line in this process. A command gets the two writers through picocli: {@code
   * spec.commandLine().getOut()} and {@code getErr()}.
   *
   * @return the exit code: 0 done, 1 failed, 2 wrong usage
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine().setOut(out).setErr(err);
    try {
      return line.execute(args);
    } catch (LinkageError | OutOfMemoryError e) {
      return Failures.report(e, line);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /** All commands, with the handling of failures. */
  static CommandLine commandLine() {
    return RootCommand.with(commands());
  }
}
