package org.derain.zoo;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rewrites a graph so that it derains several windows at once. Their planes and gates come in one
 * by one, are stacked, go through the network together and are taken apart, so that pictures stay
 * where they are. Only graphs of our own export are rewritten: what they say of shapes is known.
 */
final class Batch {
  private static final int WORD = Long.BYTES;

  private final GraphProto.Builder graph;
  private final int windows;
  private final Map<String, TensorProto.Builder> constants = new HashMap<>();
  private final Map<String, NodeProto.Builder> makers = new HashMap<>();
  private final Set<String> scores = new HashSet<>();

  private Batch(GraphProto.Builder graph, int windows) {
    this.graph = graph;
    this.windows = windows;
    graph.getInitializerBuilderList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    graph.getNodeBuilderList().forEach(node -> makers.put(node.getOutput(0), node));
  }

  /** The same network for several windows, or nothing when it is not known how. */
  public static Optional<byte[]> of(byte[] onnx, int windows) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(onnx).toBuilder();
      Batch batch = new Batch(model.getGraphBuilder(), windows);
      if (!model.getProducerName().equals("derain") || !batch.reshapes()) {
        return Optional.empty();
      }
      batch.border();
      return Optional.of(model.build().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX file", e);
    }
  }

  /** Makes room for several windows wherever a shape is written down. */
  private boolean reshapes() {
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      if (node.getOpType().equals("Reshape") && !reshape(node)) {
        return false;
      }
    }
    return graph.getOutputList().stream()
        .map(ValueInfoProto::getName)
        .allMatch(name -> Contract.PLANES.contains(name) || scores.contains(name));
  }

  private boolean reshape(NodeProto.Builder node) {
    String name = node.getOutput(0);
    if (name.equals(Contract.RAIN) || name.equals(Contract.TYPE)) {
      scores.add(name);
      return set(
          node.getInput(1), (long) windows * (name.equals(Contract.RAIN) ? 1 : Contract.TYPES));
    }
    // Half of depthToSpace: pairs of channels, then rows of all windows, then the picture.
    NodeProto.Builder shape = makers.get(node.getInput(1));
    if (shape == null || !shape.getOpType().equals("Concat")) {
      return false;
    }
    List<String> ends =
        shape.getInputList().stream().map(side -> side.replaceFirst(".*\\.", "")).toList();
    if (ends.equals(List.of("quarter", "two", "rows", "wide"))) {
      shape.setInput(0, name.replaceFirst("lines$", "rest"));
      return constants.containsKey(shape.getInput(0));
    }
    return ends.equals(List.of("one", "quarter", "rest", "wide"))
        ? set(shape.getInput(0), windows)
        : ends.get(0).equals("rest");
  }

  private boolean set(String constant, long value) {
    TensorProto.Builder tensor = constants.get(constant);
    if (tensor == null || tensor.getRawData().size() != WORD) {
      return false;
    }
    ByteBuffer raw = ByteBuffer.allocate(WORD).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
    tensor.setRawData(ByteString.copyFrom(raw));
    return true;
  }

  /** Stacks what comes in, and takes the planes apart that go out. */
  private void border() {
    List<NodeProto> inside = List.copyOf(graph.getNodeList());
    List<ValueInfoProto> inputs = List.copyOf(graph.getInputList());
    List<ValueInfoProto> outputs = List.copyOf(graph.getOutputList());
    graph.clearNode().clearInput().clearOutput().clearValueInfo();
    for (ValueInfoProto input : inputs) {
      List<String> parts = parts(input.getName());
      parts.forEach(part -> graph.addInput(input.toBuilder().setName(part)));
      graph.addNode(node("Concat", parts, List.of(input.getName())));
    }
    graph.addAllNode(inside);
    for (ValueInfoProto output : outputs) {
      if (Contract.PLANES.contains(output.getName())) {
        List<String> parts = parts(output.getName());
        parts.forEach(part -> graph.addOutput(output.toBuilder().setName(part)));
        graph.addNode(node("Split", List.of(output.getName()), parts));
      } else {
        graph.addOutput(longer(output));
      }
    }
  }

  private ValueInfoProto longer(ValueInfoProto scores) {
    ValueInfoProto.Builder value = scores.toBuilder();
    var side = value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilder(0);
    side.setDimValue(side.getDimValue() * windows);
    return value.build();
  }

  private List<String> parts(String name) {
    return IntStream.range(0, windows).mapToObj(i -> Contract.of(name, i)).toList();
  }

  private static NodeProto node(String type, List<String> inputs, List<String> outputs) {
    AttributeProto axis = OnnxGraph.integer("axis", 0);
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName("batch/" + (type.equals("Concat") ? outputs : inputs).get(0))
        .addAllInput(inputs)
        .addAllOutput(outputs)
        .addAttribute(axis)
        .build();
  }
}
