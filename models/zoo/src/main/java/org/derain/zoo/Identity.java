package org.derain.zoo;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/**
 * The smallest graph that fulfils the {@link Contract}: its result is one frame of the window,
 * through the same border (samples to floats from 0 to 1 and back) as a real network. It measures
 * what a pipeline costs without a network, and shows in tests what a window held.
 */
public final class Identity {
  private Identity() {}

  /** The model whose result is the frame with this index, 0 to 4; 2 is the centre. */
  public static Model model(int frame) {
    return Model.of("identity" + frame, null, onnx(frame, 0));
  }

  /**
   * The ONNX file.
   *
   * @param frame index in the window of the frame that is the result
   * @param rain the constant value of the output "rain"
   */
  public static byte[] onnx(int frame, float rain) {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("identity")
            .addInitializer(scalar(Border.PEAK, 255))
            .addInitializer(scalar("zero", 0))
            .addInitializer(scalar("constant", rain).toBuilder().addDims(1));
    for (int f = 0; f < Contract.WINDOW; f++) {
      for (int p = 0; p < Contract.PLANES.size(); p++) {
        graph.addInput(plane(Contract.input(f, p), p));
      }
    }
    for (int p = 0; p < Contract.PLANES.size(); p++) {
      String name = Contract.PLANES.get(p);
      graph
          .addNode(
              cast("border/in_" + name, DataType.FLOAT, Contract.input(frame, p), "in_" + name))
          .addNode(node("Div", "unit_" + name, "in_" + name, Border.PEAK))
          .addNode(node("Mul", "level_" + name, "unit_" + name, Border.PEAK))
          .addNode(node("Round", "round_" + name, "level_" + name))
          .addNode(node("Clip", "clip_" + name, "round_" + name, "zero", Border.PEAK))
          .addNode(cast(Border.OUT + "_" + name, DataType.UINT8, "clip_" + name, name))
          .addOutput(plane(name, p));
    }
    graph
        .addNode(node("Identity", Contract.RAIN, "constant"))
        .addOutput(
            value(Contract.RAIN, DataType.FLOAT, List.of(Dimension.newBuilder().setDimValue(1))));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .setGraph(graph)
        .addMetadataProps(fact(Contract.VERSION_KEY, "1"))
        .addMetadataProps(fact(Contract.NAME_KEY, "identity" + frame))
        .addMetadataProps(fact(Contract.WINDOW_KEY, String.valueOf(Contract.WINDOW)))
        .build()
        .toByteArray();
  }

  private static ValueInfoProto plane(String name, int plane) {
    List<String> sides = plane == 0 ? Contract.LUMA_SIDES : Contract.CHROMA_SIDES;
    return value(
        name,
        DataType.UINT8,
        List.of(
            Dimension.newBuilder().setDimValue(1),
            Dimension.newBuilder().setDimValue(1),
            Dimension.newBuilder().setDimParam(sides.get(0)),
            Dimension.newBuilder().setDimParam(sides.get(1))));
  }

  private static ValueInfoProto value(String name, DataType type, List<Dimension.Builder> sides) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    sides.forEach(shape::addDim);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  private static TensorProto scalar(String name, float value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(DataType.FLOAT.getNumber())
        .addFloatData(value)
        .build();
  }

  private static NodeProto node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static NodeProto cast(String name, DataType to, String input, String output) {
    return node("Cast", output, input).toBuilder()
        .setName(name)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("to")
                .setType(AttributeType.INT)
                .setI(to.getNumber()))
        .build();
  }

  private static StringStringEntryProto fact(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
