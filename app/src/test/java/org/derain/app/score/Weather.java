package org.derain.app.score;

import static org.derain.zoo.OnnxGraph.integer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derain.zoo.Contract;
import org.derain.zoo.OnnxGraph;

/**
 * A model whose weather is made of colours: the darker a frame, the rainier; blue are streaks, red
 * are drops. White is dry. It changes nothing.
 */
public final class Weather {
  private Weather() {}

  /** Writes the model into a folder. */
  public static Path model(Path folder) throws IOException {
    OnnxGraph graph = new OnnxGraph("weather");
    for (int p = 0; p < 3; p++) {
      String plane = Contract.PLANES.get(p);
      graph.toSamples(p, graph.fromSamples("in_" + plane, Contract.input(Contract.CENTRE, p)));
    }
    String one = graph.constant("one", 1);
    String dark = graph.node("Sub", "dark", List.of(one, mean(graph, "y")));
    graph.node("Reshape", Contract.RAIN, List.of(dark, graph.integers("single", 1)));
    String night = graph.constant("night", 0.4f);
    graph.types(
        graph.node(
            "Concat",
            "types",
            List.of(
                list(graph, mean(graph, "u")), list(graph, night), list(graph, mean(graph, "v"))),
            integer("axis", 0)));
    return Files.write(folder.resolve("weather.onnx"), graph.file());
  }

  private static String mean(OnnxGraph graph, String plane) {
    String unit = graph.node("Div", "unit_" + plane, List.of("in_" + plane, graph.peak()));
    return graph.node("ReduceMean", "mean_" + plane, List.of(unit), integer("keepdims", 0));
  }

  private static String list(OnnxGraph graph, String scalar) {
    return graph.node(
        "Reshape", "list_" + scalar, List.of(scalar, graph.integers("shape_" + scalar, 1)));
  }
}
