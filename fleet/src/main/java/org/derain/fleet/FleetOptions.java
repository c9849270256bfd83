package org.derain.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derain.app.cli.Usage;
import org.derain.app.dashcam.DashcamOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of {@code fleet}: its own, and those of {@code derain dashcam}. */
final class FleetOptions {
  @ArgGroup(validate = false, heading = "%nWhat is done%n", order = 1)
  Work work = new Work();

  @ArgGroup(validate = false, heading = "%nWhere it is done%n", order = 2)
  Cluster cluster = new Cluster();

  @ArgGroup(validate = false, heading = "%nWhat takes the rain out%n", order = 3)
  DashcamOptions.Network network = new DashcamOptions.Network();

  @ArgGroup(validate = false, heading = "%nHow cleaned parts are encoded%n", order = 4)
  DashcamOptions.Encoding encoding = new DashcamOptions.Encoding();

  /** What is worked on. */
  static final class Work {
    @Option(
        names = "--list",
        paramLabel = "LISTING",
        description = "A text file with an address a line, of files or folders, instead of IN.")
    String listing;

    @Option(
        names = "--root",
        paramLabel = "FOLDER",
        description = {
          "Places in the result are those from this folder on. Default: the folder that holds"
              + " everything that is named."
        })
    String root;

    @Option(
        names = "--plan",
        description = {
          "Look, say what would be done and about how many core hours and GPU hours it would take,"
              + " and do nothing."
        })
    boolean plan;

    @Option(names = "--overwrite", description = "Replace files that are in the result already.")
    boolean overwrite;
  }

  /** The cluster. */
  static final class Cluster {
    @Option(
        names = "--master",
        paramLabel = "URL",
        description = {
          "Spark's master: spark://HOST:7077, yarn, k8s://...; default: what spark-submit says, or"
              + " else local[*], this machine alone."
        })
    String master;

    @Option(
        names = "--conf",
        paramLabel = "KEY=VALUE",
        description =
            "A setting of Spark or, behind spark.hadoop., of a store; more than one may"
                + " be given.")
    Map<String, String> conf = new LinkedHashMap<>();
  }

  /** What is wrong with the values. */
  Optional<String> problem(List<String> inputs) {
    return Usage.first(
        Usage.when(
            inputs.isEmpty() == (work.listing == null),
            "give files or folders, or else a --list of them"),
        network.problem(),
        encoding.problem());
  }
}
