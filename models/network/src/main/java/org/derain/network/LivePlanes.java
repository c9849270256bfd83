package org.derain.network;

import static org.derain.zoo.OnnxGraph.integer;
import static org.derain.zoo.OnnxGraph.word;

import java.util.ArrayList;
import java.util.List;
import org.derain.zoo.Contract;
import org.derain.zoo.OnnxGraph;

/** What a network for live use reads of a window, and what it leaves, as nodes of an ONNX graph. */
final class LivePlanes {
  private final OnnxGraph graph;
  private final String scale;

  LivePlanes(OnnxGraph graph) {
    this.graph = graph;
    scale =
        graph.node(
            "Div",
            "levels",
            List.of(graph.peak(), graph.constant("levels.range", (float) DerainNetwork.RANGE)));
  }

  /** The planes of the window on the network's scale, edges repeated up to a multiple of 16. */
  List<LiveNetwork.Planes<String>> frames() {
    String luma = pads("luma", Contract.input(LiveNetwork.WINDOW / 2, 0), LiveNetwork.MULTIPLE);
    String chroma =
        pads("chroma", Contract.input(LiveNetwork.WINDOW / 2, 1), LiveNetwork.MULTIPLE / 2);
    List<LiveNetwork.Planes<String>> frames = new ArrayList<>();
    for (int f = 0; f < LiveNetwork.WINDOW; f++) {
      String colours =
          graph.node(
              "Concat",
              "in/uv" + f,
              List.of(Contract.input(f, 1), Contract.input(f, 2)),
              integer("axis", 1));
      frames.add(
          new LiveNetwork.Planes<>(
              unit("luma" + f, Contract.input(f, 0), luma), unit("chroma" + f, colours, chroma)));
    }
    return frames;
  }

  private String unit(String name, String samples, String pads) {
    String floats = graph.fromSamples("in/float_" + name, samples);
    String padded =
        graph.node("Pad", "in/padded_" + name, List.of(floats, pads), word("mode", "edge"));
    return graph.node("Div", "in/" + name, List.of(padded, scale));
  }

  /** [0, 0, 0, 0, 0, 0, rows, columns] to add to planes of the size of one. */
  private String pads(String name, String plane, int multiple) {
    String shape = graph.node("Shape", "pad/shape_" + name, List.of(plane));
    String sides =
        graph.node(
            "Slice",
            sides(name),
            List.of(
                shape,
                graph.integers("pad/two_" + name, 2),
                graph.integers("pad/four_" + name, 4)));
    String negative = graph.node("Neg", "pad/negative_" + name, List.of(sides));
    String missing =
        graph.node(
            "Mod",
            "pad/missing_" + name,
            List.of(negative, graph.integers("pad/multiple_" + name, multiple)));
    return graph.node(
        "Concat",
        "pad/all_" + name,
        List.of(graph.integers("pad/none_" + name, 0, 0, 0, 0, 0, 0), missing),
        integer("axis", 0));
  }

  private static String sides(String name) {
    return "pad/sides_" + name;
  }

  /** Cuts the padding off and rounds to whole samples. */
  void result(LiveNetwork.Planes<String> frame) {
    graph.toSamples(0, levels("luma", frame.luma()));
    String chroma = levels("chroma", frame.chroma());
    graph.split("out/planes", List.of("out/u", "out/v"), chroma, integer("axis", 1));
    graph.toSamples(1, "out/u");
    graph.toSamples(2, "out/v");
  }

  private String levels(String name, String samples) {
    String cut =
        graph.node(
            "Slice",
            "out/cut_" + name,
            List.of(
                samples,
                graph.integers("out/start_" + name, 0, 0),
                sides(name),
                graph.integers("out/axes_" + name, 2, 3)));
    String levels = graph.node("Mul", "out/levels_" + name, List.of(cut, scale));
    String round = graph.node("Round", "out/round_" + name, List.of(levels));
    return graph.node(
        "Clip",
        "out/clip_" + name,
        List.of(round, graph.constant("out/zero_" + name, 0), graph.peak()));
  }
}
