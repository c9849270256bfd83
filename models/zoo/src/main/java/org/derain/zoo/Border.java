package org.derain.zoo;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.derain.frames.MediaException;

/**
 * Rewrites the border of a graph, where samples become floats and floats samples, from 8 bits to 9
 * to 15 bits. The samples are int16 there: ONNX Runtime has no uint16 in Java, and below 32768 the
 * bits are the same.
 */
final class Border {
  /** The initializer that holds the largest sample value; the graph scales and clips by it. */
  static final String PEAK = "border.peak";

  /** How the names of those Cast nodes start that make samples of the result. */
  static final String OUT = "border/out";

  private Border() {}

  /** Rewrites a model that fulfils the contract. */
  static byte[] deepen(String name, byte[] onnx, int bitDepth) {
    ModelProto.Builder model;
    try {
      model = ModelProto.parseFrom(onnx).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(name + " is not an ONNX file", e);
    }
    GraphProto.Builder graph = model.getGraphBuilder();
    graph.getInputBuilderList().stream()
        .filter(input -> !input.getName().equals(Contract.GATE))
        .forEach(Border::retype);
    graph.getOutputBuilderList().stream()
        .filter(output -> Contract.PLANES.contains(output.getName()))
        .forEach(Border::retype);
    // Types noted for values inside would contradict the new border; engines infer them anew.
    graph.clearValueInfo();
    int casts = 0;
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      if (node.getOpType().equals("Cast") && node.getName().startsWith(OUT)) {
        recast(node);
        casts++;
      }
    }
    int peaks = 0;
    for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
      if (tensor.getName().equals(PEAK)) {
        setPeak(tensor, (1 << bitDepth) - 1);
        peaks++;
      }
    }
    if (casts != Contract.PLANES.size() || peaks != 1) {
      throw new MediaException(
          "model "
              + name
              + " serves 8-bit video only, and this video has "
              + bitDepth
              + " bits per sample: choose another model");
    }
    return model.build().toByteArray();
  }

  private static void retype(ValueInfoProto.Builder value) {
    value.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.INT16.getNumber());
  }

  private static void recast(NodeProto.Builder cast) {
    for (AttributeProto.Builder attribute : cast.getAttributeBuilderList()) {
      if (attribute.getName().equals("to")) {
        attribute.setI(DataType.INT16.getNumber());
      }
    }
  }

  private static void setPeak(TensorProto.Builder tensor, float peak) {
    if (tensor.hasRawData()) {
      ByteBuffer raw = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      tensor.setRawData(ByteString.copyFrom(raw.putFloat(0, peak)));
    } else {
      tensor.clearFloatData().addFloatData(peak);
    }
  }
}
