package org.derain.network;

import static org.derain.zoo.OnnxGraph.integer;
import static org.derain.zoo.OnnxGraph.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.derain.zoo.Contract;
import org.derain.zoo.OnnxGraph;

/**
 * Writes a network as an ONNX file that fulfils the {@link Contract}. Planes go in and come out;
 * casting, folding, padding (by repeating the edge) and unfolding are part of the graph.
 */
public final class OnnxExport {
  private OnnxExport() {}

  /**
   * The ONNX file of a tier with weights as {@link TorchNetwork#values()} gives them.
   *
   * @param name of the model
   */
  public static byte[] file(String name, Tier tier, Map<String, float[]> weights) {
    OnnxGraph graph = new OnnxGraph(name, tier.window());
    OnnxOperators ops = new OnnxOperators(graph, "", weights);
    String gate = graph.gate();
    UnaryOperator<String> overruled = rain -> ops.add(rain, gate);
    DerainNetwork.Recognition<String> recognition =
        tier.live() ? live(graph, ops, tier, overruled) : five(graph, ops, tier, overruled);
    graph.node(
        "Reshape", Contract.RAIN, List.of(recognition.rain(), graph.integers("rain.shape", 1)));
    graph.types(recognition.types());
    return graph.file();
  }

  private static DerainNetwork.Recognition<String> five(
      OnnxGraph graph, OnnxOperators ops, Tier tier, UnaryOperator<String> overruled) {
    DerainNetwork.Output<String> output =
        new DerainNetwork<>(ops, tier).run(frames(graph, DerainNetwork.RANGE), overruled);
    unfold(graph, output.frame(), DerainNetwork.RANGE);
    return output.recognition();
  }

  private static DerainNetwork.Recognition<String> live(
      OnnxGraph graph, OnnxOperators ops, Tier tier, UnaryOperator<String> overruled) {
    LivePlanes border = new LivePlanes(graph);
    LiveNetwork.Output<String> output =
        new LiveNetwork<>(ops, tier).run(border.frames(), overruled);
    border.result(output.frame());
    return output.recognition();
  }

  /** The five frames, samples 0 to a range, [1, 6, rows, columns] padded to a multiple of 8. */
  private static List<String> frames(OnnxGraph graph, int range) {
    List<String> folded = new ArrayList<>();
    for (int p = 0; p < Contract.PLANES.size(); p++) {
      List<String> planes = new ArrayList<>();
      for (int f = 0; f < Contract.WINDOW; f++) {
        planes.add(Contract.input(f, p));
      }
      String plane = Contract.PLANES.get(p);
      String samples = graph.node("Concat", "in/" + plane, planes, integer("axis", 0));
      String floats = graph.fromSamples("in/float_" + plane, samples);
      folded.add(
          p > 0
              ? floats
              : graph.node("SpaceToDepth", "in/folded", List.of(floats), integer("blocksize", 2)));
    }
    String levels = graph.node("Concat", "in/levels", folded, integer("axis", 1));
    String padded =
        graph.node("Pad", "in/padded", List.of(levels, pads(graph)), word("mode", "edge"));
    String unit = graph.node("Div", "in/unit", List.of(padded, step(graph, "in/step", range)));
    List<String> frames = new ArrayList<>();
    for (int f = 0; f < Contract.WINDOW; f++) {
      frames.add("frame" + f);
    }
    graph.split("in/frames", frames, unit, integer("axis", 0));
    return frames;
  }

  /** What a sample counts for the network, so that its peak is the range. */
  private static String step(OnnxGraph graph, String name, int range) {
    return range == 1
        ? graph.peak()
        : graph.node(
            "Div", name, List.of(graph.peak(), graph.constant(name + ".range", (float) range)));
  }

  /** [0, 0, 0, 0, 0, 0, rows, columns] to add, from the size of a chroma plane. */
  private static String pads(OnnxGraph graph) {
    String shape = graph.node("Shape", "pad/shape", List.of(Contract.input(Contract.CENTRE, 1)));
    String sides =
        graph.node(
            "Slice",
            "pad/sides",
            List.of(shape, graph.integers("pad/two", 2), graph.integers("pad/four", 4)));
    String negative = graph.node("Neg", "pad/negative", List.of(sides));
    String missing =
        graph.node(
            "Mod",
            "pad/missing",
            List.of(negative, graph.integers("pad/multiple", DerainNetwork.MULTIPLE)));
    return graph.node(
        "Concat",
        "pad/all",
        List.of(graph.integers("pad/none", 0, 0, 0, 0, 0, 0), missing),
        integer("axis", 0));
  }

  /** Cuts the padding off, rounds to whole samples and takes the planes apart. */
  private static void unfold(OnnxGraph graph, String frame, int range) {
    String cut =
        graph.node(
            "Slice",
            "out/cut",
            List.of(
                frame,
                graph.integers("out/start", 0, 0),
                "pad/sides",
                graph.integers("out/axes", 2, 3)));
    String levels = graph.node("Mul", "out/levels", List.of(cut, step(graph, "out/step", range)));
    String round = graph.node("Round", "out/round", List.of(levels));
    String clip =
        graph.node("Clip", "out/clip", List.of(round, graph.constant("zero", 0), graph.peak()));
    OnnxOperators ops = new OnnxOperators(graph, "out/", Map.of());
    graph.toSamples(0, ops.depthToSpace(ops.channels(clip, 0, 4)));
    graph.toSamples(1, ops.channels(clip, 4, 5));
    graph.toSamples(2, ops.channels(clip, 5, 6));
  }
}
