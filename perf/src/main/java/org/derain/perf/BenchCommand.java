package org.derain.perf;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs benchmarks and prints one report. */
@Command(sortOptions = false)
abstract class BenchCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  /** What to run, in order. */
  abstract List<Bench> benches();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Bench> benches = benches();
    try (Workbench workbench = common.open(spec.commandLine().getErr())) {
      out.println("# derain bench\n");
      out.println(Machine.describe());
      out.flush();
      for (Bench bench : benches) {
        out.println(bench.section(workbench));
        out.flush();
      }
    }
    return 0;
  }
}
