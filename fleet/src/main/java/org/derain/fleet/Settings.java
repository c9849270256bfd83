package org.derain.fleet;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.derain.app.cli.RootCommand;
import org.derain.pipeline.card.CardRequest;
import org.derain.pipeline.clean.ModelTreatment;
import org.derain.pipeline.inference.Device;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;

/**
 * The settings of a run, on their way to the tasks: as the words of the command line, which every
 * task reads as the command itself did.
 *
 * @param words of the command line
 * @param threads of each task
 */
record Settings(String[] words, int threads) implements Serializable {
  private static final Map<String, Model> MODELS = new ConcurrentHashMap<>();

  /** What the words say. */
  FleetOptions options() {
    return FleetCommand.read(words).options();
  }

  /** The model: of the zoo, or a file that Spark brought along. */
  Model model() {
    String name = options().network.model();
    return MODELS.computeIfAbsent(name, Settings::load);
  }

  private static Model load(String name) {
    if (Zoo.names().contains(name)) {
      return Zoo.load(name);
    }
    Path brought = Path.of(SparkFiles.get(Path.of(name).getFileName().toString()));
    return Zoo.load(Files.exists(brought) ? brought.toString() : name);
  }

  /** The score from which on it rains. */
  double border() {
    return options().network.border();
  }

  /** How rainy recordings are cleaned. */
  CardRequest request() {
    FleetOptions options = options();
    ModelTreatment asked = options.network.treatment(model(), 1);
    Device device = hasGpu() ? Device.CUDA : asked.device();
    return new CardRequest(
        Path.of("."),
        new ModelTreatment(asked.model(), device, threads, asked.gate()),
        null,
        options.encoding.crf(),
        options.encoding.preset(),
        threads,
        options.network.pipeline(),
        false,
        false,
        version());
  }

  /** Of the program. */
  String version() {
    return RootCommand.version();
  }

  /** What must be the same for a run to be continued. */
  Map<String, String> signature() {
    return request().signature();
  }

  /** Whether Spark gave this task a GPU. */
  private static boolean hasGpu() {
    TaskContext task = TaskContext.get();
    return task != null && task.resourcesJMap().containsKey("gpu");
  }

  /** Files that Spark has to bring along: a model that is not of the zoo, and its card. */
  List<Path> files() {
    String name = options().network.model();
    if (Zoo.names().contains(name)) {
      return List.of();
    }
    Path file = Path.of(name);
    Path card =
        file.resolveSibling(file.getFileName().toString().replaceFirst("\\.onnx$", "") + ".json");
    return Files.isRegularFile(card) ? List.of(file, card) : List.of(file);
  }
}
