package org.derain.zoo;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ONNX file must look like to take rain out of video: contract 1.
 *
 * <p>Inputs are 15 tensors {@code y0, u0, v0, … y4, u4, v4}: the planes of the frames t-2 to t+2,
 * aligned onto frame t (index 2), uint8; {@code y*} of shape [1, 1, height, width], {@code u*} and
 * {@code v*} of [1, 1, chroma_height, chroma_width], half as long each way. Outputs are {@code y,
 * u, v} alike, and {@code rain}, one float from 0 (dry) to 1 (heavy) whose border is 0.5. Any even
 * sides from 2 pixels on: the graph pads inside.
 */
public final class Contract {
  /** Frames in a window. */
  public static final int WINDOW = 5;

  /** Index of the frame that is derained. */
  public static final int CENTRE = 2;

  /** The planes of a picture, as the tensors are named. */
  public static final List<String> PLANES = List.of("y", "u", "v");

  /** Name of the output that says how much it rains. */
  public static final String RAIN = "rain";

  /** Symbolic height and width of plane 0. */
  public static final List<String> LUMA_SIDES = List.of("height", "width");

  /** Symbolic height and width of planes 1 and 2. */
  public static final List<String> CHROMA_SIDES = List.of("chroma_height", "chroma_width");

  /** Metadata key of the version of the contract, which is "1". */
  public static final String VERSION_KEY = "derain.contract";

  /** Metadata key of the model's name. */
  public static final String NAME_KEY = "derain.model";

  /** Metadata key of the length of the window. */
  public static final String WINDOW_KEY = "derain.window";

  private Contract() {}

  /** Name of an input, for instance "u4" for frame 4, plane 1. */
  public static String input(int frame, int plane) {
    return PLANES.get(plane) + frame;
  }

  /** Says why a file is not a model of ours, or nothing when it is one. */
  static Optional<String> objection(byte[] file) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(file);
    } catch (InvalidProtocolBufferException e) {
      return Optional.of("it is not an ONNX file, or a damaged one");
    }
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      return Optional.of("it is not an ONNX file, or one without a graph");
    }
    return objection(model);
  }

  private static Optional<String> objection(ModelProto model) {
    Map<String, String> facts = new HashMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      facts.put(entry.getKey(), entry.getValue());
    }
    String version = facts.get(VERSION_KEY);
    if (version == null) {
      return Optional.of("it has no " + VERSION_KEY + " in its metadata, so it is not made for us");
    }
    if (!version.equals("1")) {
      return Optional.of("it follows contract " + version + ", and this program knows contract 1");
    }
    String window = facts.getOrDefault(WINDOW_KEY, "missing");
    if (!window.equals(String.valueOf(WINDOW))) {
      return Optional.of(WINDOW_KEY + " is " + window + " and not " + WINDOW);
    }
    return tensors(model.getGraph());
  }

  private static Optional<String> tensors(GraphProto graph) {
    List<ValueInfoProto> inputs = new ArrayList<>(graph.getInputList());
    for (int frame = 0; frame < WINDOW; frame++) {
      for (int plane = 0; plane < PLANES.size(); plane++) {
        Optional<String> flaw = plane(inputs, "input ", input(frame, plane), plane);
        if (flaw.isPresent()) {
          return flaw;
        }
      }
    }
    if (inputs.size() > WINDOW * PLANES.size()) {
      return Optional.of("it wants " + inputs.size() + " inputs and not 15");
    }
    for (int plane = 0; plane < PLANES.size(); plane++) {
      Optional<String> flaw = plane(graph.getOutputList(), "output ", PLANES.get(plane), plane);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return find(graph.getOutputList(), RAIN)
        .map(rain -> type(rain, "output ", DataType.FLOAT))
        .orElse(Optional.of("output " + RAIN + " is missing"));
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
    List<String> sides = plane == 0 ? LUMA_SIDES : CHROMA_SIDES;
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
