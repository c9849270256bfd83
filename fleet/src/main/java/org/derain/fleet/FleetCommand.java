package org.derain.fleet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.derain.app.cli.RootCommand;
import org.derain.app.cli.Usage;
import org.derain.frames.MediaException;
import org.derain.zoo.Zoo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fleet}: what {@code derain dashcam} does, by the machines of a Spark cluster. */
@Command(
    name = FleetCommand.NAME,
    sortOptions = false,
    description = {
      "Clean an archive of dashcams with the machines of a Spark cluster: what is rainy, and",
      "nothing else.",
      "",
      "Looks at every recording, copies the dry ones byte for byte, and cleans the stretches in",
      "which it rains, each as a task of its own. The same command goes on after a kill. Without",
      "--model it is nano: one machine's speed does not choose for all."
    },
    footerHeading = "%nExamples%n",
    footer = {
      "  derain-fleet archive -o clean --plan",
      "  derain-fleet s3a://fleet/2026-05 -o s3a://fleet/clean/2026-05 --master"
          + " spark://head:7077",
      "  derain-fleet --list hdfs:///lists/wet.txt --root hdfs:///cards -o hdfs:///clean"
    })
final class FleetCommand implements Callable<Integer> {
  static final String NAME = "fleet";

  @Parameters(
      arity = "0..*",
      paramLabel = "IN",
      description =
          "Recordings, or folders of them: local names, or addresses of a store that"
              + " Hadoop knows.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "The folder of the result, in a store that all machines reach.")
  private String output;

  @Mixin private FleetOptions options;

  @Spec private CommandSpec spec;

  /** The command line. */
  static CommandLine line() {
    return RootCommand.with(Map.of("Clean", new Object[] {new FleetCommand()}));
  }

  /** Reads a command line, without doing what it says. */
  static FleetCommand read(String... words) {
    CommandLine line = line();
    line.parseArgs(words);
    return line.getSubcommands().get(NAME).getCommand();
  }

  /** What was said. */
  FleetOptions options() {
    return options;
  }

  @Override
  public Integer call() throws IOException {
    Usage.check(spec, options.problem(inputs));
    Zoo.load(options.network.model()); // what is wrong with it is told before Spark starts
    String[] words =
        spec.root().commandLine().getParseResult().originalArgs().toArray(String[]::new);
    try (JavaSparkContext spark = Cluster.start(options)) {
      Settings settings = new Settings(words, Cluster.threads(spark, options));
      settings.files().forEach(file -> spark.addFile(file.toAbsolutePath().toUri().toString()));
      Store store = new Store(spark.hadoopConfiguration());
      List<String> named =
          options.work.listing == null ? inputs : Manifest.listing(store, options.work.listing);
      Manifest manifest = Manifest.of(store, named, options.work.root);
      Path target = store.whole(output);
      for (String input : named) {
        checkPlace(store.whole(input), target);
      }
      if (manifest.recordings().isEmpty()) {
        throw new MediaException("there are no recordings in " + String.join(", ", named));
      }
      FleetRun run =
          new FleetRun(
              spark,
              settings,
              new WorkArea(store, target.toString()),
              new Attempts(Cluster.tries(spark)),
              spec.commandLine());
      if (options.work.plan) {
        run.plan(manifest);
      } else {
        run.clean(manifest, options.work.overwrite);
      }
      return ExitCode.OK;
    }
  }

  private static void checkPlace(Path input, Path target) {
    if (Manifest.isInside(input, target) || Manifest.isInside(target, input)) {
      throw new MediaException(
          target
              + ": neither the result nor "
              + input
              + " may lie in the other; choose another -o");
    }
  }
}
