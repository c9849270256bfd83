package org.derain.fleet;

import static org.derain.zoo.OnnxGraph.integer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derain.zoo.Contract;
import org.derain.zoo.OnnxGraph;

/** A model for which dark pictures are wet. It changes nothing. */
final class DarkIsRain {
  private DarkIsRain() {}

  /** Writes the model into a folder. */
  static Path model(Path folder) throws IOException {
    OnnxGraph graph = new OnnxGraph("dark");
    for (int p = 0; p < 3; p++) {
      String plane = Contract.PLANES.get(p);
      graph.toSamples(p, graph.fromSamples("in_" + plane, Contract.input(Contract.CENTRE, p)));
    }
    String unit = graph.node("Div", "unit", List.of("in_y", graph.peak()));
    String mean = graph.node("ReduceMean", "mean", List.of(unit), integer("keepdims", 0));
    String dark = graph.node("Sub", "dark", List.of(graph.constant("one", 1), mean));
    graph.node("Reshape", Contract.RAIN, List.of(dark, graph.integers("single", 1)));
    return Files.write(folder.resolve("dark.onnx"), graph.file());
  }
}
