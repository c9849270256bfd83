package org.derain.zoo;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds a file against the {@link Contract} and says what does not fit. */
final class Inspection {
  /**
   * Versions of ONNX's operators that the inference engine has and that our border is written in.
   */
  private static final int OLDEST_OPERATORS = 11;

  private static final int NEWEST_OPERATORS = 26;

  /** Sets of operators that the inference engine has; the first two are two names of one. */
  private static final Set<String> KNOWN_OPERATORS =
      Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");

  private static final Set<String> VERSIONS =
      Set.of(Contract.UNTYPED_VERSION, Contract.UNGATED_VERSION, Contract.VERSION);

  private static final List<Long> GATE_SHAPE = List.of(1L, 1L, 1L, 1L);

  private Inspection() {}

  /** Whether a file that fulfils the contract tells types of rain apart. */
  static boolean typed(byte[] file) {
    return find(graph(file).getOutputList(), Contract.TYPE).isPresent();
  }

  /** Whether a file that fulfils the contract lets users overrule its rain score. */
  static boolean gated(byte[] file) {
    return find(graph(file).getInputList(), Contract.GATE).isPresent();
  }

  private static GraphProto graph(byte[] file) {
    try {
      return ModelProto.parseFrom(file).getGraph();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX file", e);
    }
  }

  /** Frames in the window of a file that fulfils the contract. */
  static int window(byte[] file) {
    try {
      return ModelProto.parseFrom(file).getMetadataPropsList().stream()
          .filter(entry -> entry.getKey().equals(Contract.WINDOW_KEY))
          .mapToInt(entry -> Integer.parseInt(entry.getValue()))
          .findFirst()
          .orElseThrow();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX file", e);
    }
  }

  /** Says why a file is not a model of ours, or nothing when it is one. */
  static Optional<String> problem(byte[] file) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(file);
    } catch (InvalidProtocolBufferException e) {
      return Optional.of("it is not an ONNX file, or a damaged one");
    }
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      return Optional.of("it is not an ONNX file, or one without a graph");
    }
    Map<String, String> facts = new HashMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      facts.put(entry.getKey(), entry.getValue());
    }
    return facts(facts)
        .or(() -> operators(model))
        .or(() -> weights(model.getGraph()))
        .or(() -> inputs(model.getGraph(), facts))
        .or(() -> outputs(model.getGraph(), facts.get(Contract.VERSION_KEY)));
  }

  private static Optional<String> facts(Map<String, String> facts) {
    String version = facts.get(Contract.VERSION_KEY);
    if (version == null) {
      return Optional.of(
          "it has no " + Contract.VERSION_KEY + " in its metadata, so it is not made for us");
    }
    if (!VERSIONS.contains(version)) {
      return Optional.of(
          "it follows contract " + version + ", and this program knows contracts 1, 2 and 3");
    }
    String window = facts.getOrDefault(Contract.WINDOW_KEY, "missing");
    return Contract.WINDOWS.stream().anyMatch(frames -> window.equals(String.valueOf(frames)))
        ? Optional.empty()
        : Optional.of(Contract.WINDOW_KEY + " is " + window + " and neither 3 nor 5");
  }

  private static Optional<String> operators(ModelProto model) {
    long version = 0;
    for (OperatorSetIdProto set : model.getOpsetImportList()) {
      if (!KNOWN_OPERATORS.contains(set.getDomain())) {
        return Optional.of(
            "it uses operators of " + set.getDomain() + ", which this program does not have");
      }
      if (set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx")) {
        version = set.getVersion();
      }
    }
    return version >= OLDEST_OPERATORS && version <= NEWEST_OPERATORS
        ? Optional.empty()
        : Optional.of(
            (version == 0
                    ? "it does not say which version of ONNX's operators (opset) it uses"
                    : "it uses version " + version + " of ONNX's operators (opset)")
                + ", and this program knows "
                + OLDEST_OPERATORS
                + " to "
                + NEWEST_OPERATORS);
  }

  private static Optional<String> weights(GraphProto graph) {
    return graph.getInitializerList().stream()
        .filter(tensor -> tensor.getDataLocation() == DataLocation.EXTERNAL)
        .map(TensorProto::getName)
        .findFirst()
        .map(name -> "its weights (" + name + ") lie in another file; write them into the model");
  }

  private static Optional<String> inputs(GraphProto graph, Map<String, String> facts) {
    Set<String> extra = new HashSet<>();
    graph.getInputList().forEach(input -> extra.add(input.getName()));
    for (int frame = 0; frame < Integer.parseInt(facts.get(Contract.WINDOW_KEY)); frame++) {
      for (int plane = 0; plane < Contract.PLANES.size(); plane++) {
        String name = Contract.input(frame, plane);
        Optional<String> flaw = plane(graph.getInputList(), "input ", name, plane);
        if (flaw.isPresent()) {
          return flaw;
        }
        extra.remove(name);
      }
    }
    if (facts.get(Contract.VERSION_KEY).equals(Contract.VERSION)) {
      Optional<String> flaw = floats(graph.getInputList(), "input ", Contract.GATE, GATE_SHAPE);
      if (flaw.isPresent()) {
        return flaw;
      }
      extra.remove(Contract.GATE);
    }
    return extra.stream()
        .sorted()
        .findFirst()
        .map(name -> "it wants an input " + name + " that no frame has");
  }

  private static Optional<String> outputs(GraphProto graph, String version) {
    List<ValueInfoProto> outputs = graph.getOutputList();
    for (int plane = 0; plane < Contract.PLANES.size(); plane++) {
      Optional<String> flaw = plane(outputs, "output ", Contract.PLANES.get(plane), plane);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    Optional<String> flaw = floats(outputs, "output ", Contract.RAIN, List.of(1L));
    boolean typed =
        !version.equals(Contract.UNTYPED_VERSION) || find(outputs, Contract.TYPE).isPresent();
    return flaw.isPresent() || !typed
        ? flaw
        : floats(outputs, "output ", Contract.TYPE, List.of((long) Contract.TYPES));
  }

  private static Optional<String> floats(
      List<ValueInfoProto> among, String kind, String name, List<Long> sides) {
    Optional<ValueInfoProto> found = find(among, name);
    if (found.isEmpty()) {
      return Optional.of(kind + name + " is missing");
    }
    List<Long> shape =
        found.get().getType().getTensorType().getShape().getDimList().stream()
            .map(Dimension::getDimValue)
            .toList();
    return type(found.get(), kind, DataType.FLOAT)
        .or(
            () ->
                shape.equals(sides)
                    ? Optional.empty()
                    : Optional.of(kind + name + " is not of shape " + sides));
  }

  private static Optional<String> plane(
      List<ValueInfoProto> among, String kind, String name, int plane) {
    Optional<ValueInfoProto> found = find(among, name);
    if (found.isEmpty()) {
      return Optional.of(kind + name + " is missing");
    }
    return type(found.get(), kind, DataType.UINT8).or(() -> shape(found.get(), kind, plane));
  }

  private static Optional<ValueInfoProto> find(List<ValueInfoProto> among, String name) {
    return among.stream().filter(value -> value.getName().equals(name)).findFirst();
  }

  private static Optional<String> type(ValueInfoProto value, String kind, DataType wanted) {
    int type = value.getType().getTensorType().getElemType();
    if (type == wanted.getNumber()) {
      return Optional.empty();
    }
    DataType known = DataType.forNumber(type);
    String is = known == null ? "of unknown type " + type : known.name();
    return Optional.of(kind + value.getName() + " is " + is + " and not " + wanted.name());
  }

  private static Optional<String> shape(ValueInfoProto value, String kind, int plane) {
    List<Dimension> shape = value.getType().getTensorType().getShape().getDimList();
    List<String> sides = plane == 0 ? Contract.LUMA_SIDES : Contract.CHROMA_SIDES;
    boolean fits =
        shape.size() == 4
            && shape.get(0).getDimValue() == 1
            && shape.get(1).getDimValue() == 1
            && shape.get(2).getDimParam().equals(sides.get(0))
            && shape.get(3).getDimParam().equals(sides.get(1));
    return fits
        ? Optional.empty()
        : Optional.of(
            kind + value.getName() + " is not of shape [1, 1, " + String.join(", ", sides) + "]");
  }
}
