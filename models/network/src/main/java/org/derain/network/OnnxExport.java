package org.derain.network;

import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    graph.fact(Contract.TIER_KEY, tier.text());
    String gate = graph.gate();
    DerainNetwork.Recognition<String> recognition =
        tier.live() ? live(graph, tier, weights, gate) : whole(graph, tier, weights, gate);
    graph.node(
        "Reshape", Contract.RAIN, List.of(recognition.rain(), graph.integers("rain.shape", 1)));
    graph.types(recognition.types());
    return graph.file();
  }

  private static DerainNetwork.Recognition<String> whole(
      OnnxGraph graph, Tier tier, Map<String, float[]> weights, String gate) {
    WindowPlanes window = new WindowPlanes(graph, tier.window());
    OnnxOperators ops = new OnnxOperators(graph, "", weights, window);
    // Of the other frames nothing is read but what they differ from the centre by.
    List<String> frames = Collections.nCopies(tier.window(), window.centre());
    DerainNetwork.Output<String> output =
        new DerainNetwork<>(ops, tier).run(frames, rain -> ops.add(rain, gate));
    unfold(graph, output.frame(), window);
    return output.recognition();
  }

  private static DerainNetwork.Recognition<String> live(
      OnnxGraph graph, Tier tier, Map<String, float[]> weights, String gate) {
    OnnxOperators ops = new OnnxOperators(graph, "", weights);
    LivePlanes border = new LivePlanes(graph);
    LiveNetwork.Output<String> output =
        new LiveNetwork<>(ops, tier).run(border.frames(), rain -> ops.add(rain, gate));
    border.result(output.frame());
    return output.recognition();
  }

  /** Cuts the padding off, rounds to whole samples and takes the planes apart. */
  private static void unfold(OnnxGraph graph, String frame, WindowPlanes window) {
    String cut =
        graph.node(
            "Slice",
            "out/cut",
            List.of(
                frame,
                graph.integers("out/start", 0, 0),
                window.sides(),
                graph.integers("out/axes", 2, 3)));
    String levels = graph.node("Mul", "out/levels", List.of(cut, window.step()));
    String round = graph.node("Round", "out/round", List.of(levels));
    String clip =
        graph.node("Clip", "out/clip", List.of(round, graph.constant("zero", 0), graph.peak()));
    OnnxOperators ops = new OnnxOperators(graph, "out/", Map.of());
    graph.toSamples(0, ops.depthToSpace(ops.channels(clip, 0, 4)));
    graph.toSamples(1, ops.channels(clip, 4, 5));
    graph.toSamples(2, ops.channels(clip, 5, 6));
  }
}
