package org.derain.zoo;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts a graph down to what some of its outputs need. An inference engine computes every output of
 * a file whether it is asked for or not, so what is not wanted has to go before it loads the file.
 */
final class Subgraph {
  private Subgraph() {}

  /** The same file with only those outputs; all planes stay its inputs, read or not. */
  static byte[] of(byte[] onnx, Set<String> outputs) {
    ModelProto.Builder model;
    try {
      model = ModelProto.parseFrom(onnx).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX file", e);
    }
    GraphProto whole = model.getGraph();
    Set<String> needed = new HashSet<>(outputs);
    // Nodes stand in an order in which they can run, so users come after what they use.
    List<NodeProto> kept = new ArrayList<>();
    for (int i = whole.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = whole.getNode(i);
      if (node.getOutputList().stream().anyMatch(needed::contains)) {
        needed.addAll(node.getInputList());
        addInner(node, needed);
        kept.add(0, node);
      }
    }
    GraphProto.Builder graph = model.getGraphBuilder();
    graph.clearNode().addAllNode(kept);
    graph.clearInitializer();
    whole.getInitializerList().stream()
        .filter(tensor -> needed.contains(tensor.getName()))
        .forEach(graph::addInitializer);
    graph.clearInput();
    whole.getInputList().stream()
        .filter(input -> !input.getName().equals(Contract.GATE) || needed.contains(Contract.GATE))
        .forEach(graph::addInput);
    graph.clearOutput();
    whole.getOutputList().stream()
        .filter(output -> outputs.contains(output.getName()))
        .forEach(graph::addOutput);
    graph.clearValueInfo();
    return model.build().toByteArray();
  }

  /** What the branches of a node (If, Loop) read from outside. */
  private static void addInner(NodeProto node, Set<String> needed) {
    node.getAttributeList().stream()
        .filter(attribute -> attribute.hasG())
        .flatMap(attribute -> attribute.getG().getNodeList().stream())
        .forEach(
            inner -> {
              needed.addAll(inner.getInputList());
              addInner(inner, needed);
            });
  }
}
