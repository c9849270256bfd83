package org.derain.perf;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.derain.frames.MediaException;
import org.derain.perf.micro.DerainerBenchmark;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The JMH benchmarks of package {@code micro}, each in a Java of its own.
 *
 * @param models for the benchmarks of the network
 * @param seconds of an iteration
 * @param only a regular expression that benchmarks' names contain
 */
record MicroBench(List<String> models, double seconds, String only) implements Bench {
  @Override
  public String section(Workbench bench) {
    bench.say("micro benchmarks, some minutes");
    TimeValue iteration = TimeValue.milliseconds(Math.round(1000 * seconds));
    Options options =
        new OptionsBuilder()
            .include("org\\.derain\\.perf\\.micro\\..*" + only)
            .param("model", models.toArray(String[]::new))
            .warmupTime(iteration)
            .measurementTime(iteration)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    Collection<RunResult> results;
    try {
      results = new Runner(options).run();
    } catch (RunnerException e) {
      throw new MediaException("the micro benchmarks failed: " + e.getMessage(), e);
    }
    MarkdownTable table = new MarkdownTable("what", "with", "ms", "+-", "per s");
    for (RunResult result : results) {
      Result<?> ms = result.getPrimaryResult();
      table.row(name(result), settings(result), ms.getScore(), error(ms), 1000 / ms.getScore());
    }
    return String.format(
        """
        ## The hot pieces

        JMH, average time of one call; +- is half the 99.9 %% confidence interval. The network and
        OpenCV use all cores.

        %s""",
        table);
  }

  private static String name(RunResult result) {
    String[] parts = result.getParams().getBenchmark().split("\\.");
    String type = parts[parts.length - 2].replaceFirst("Benchmark$", "");
    return type + "." + parts[parts.length - 1];
  }

  private static String settings(RunResult result) {
    Map<String, String> settings = new TreeMap<>();
    for (String key : result.getParams().getParamsKeys()) {
      settings.put(key, result.getParams().getParam(key));
    }
    if (!name(result).startsWith(DerainerBenchmark.NAME)) {
      settings.remove("model");
    }
    return settings.values().stream().collect(Collectors.joining(", "));
  }

  private static String error(Result<?> ms) {
    return Double.isNaN(ms.getScoreError()) ? "" : MarkdownTable.number(ms.getScoreError());
  }
}
