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
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a graph that fulfils the {@link Contract}: its planes and its outputs are declared here,
 * the nodes between them are the caller's. A value is known by its name.
 */
public final class OnnxGraph {
  private final GraphProto.Builder graph;
  private final int window;
  private final List<StringStringEntryProto> facts = new ArrayList<>();
  private boolean typed;
  private boolean gated;

  /** An empty graph of a name with the inputs and outputs of the contract for five frames. */
  public OnnxGraph(String name) {
    this(name, Contract.WINDOW);
  }

  /** An empty graph of a name with the inputs and outputs of the contract for a window. */
  public OnnxGraph(String name, int window) {
    this.window = window;
    graph = GraphProto.newBuilder().setName(name);
    constant(Border.PEAK, 255f);
    for (int frame = 0; frame < window; frame++) {
      for (int plane = 0; plane < Contract.PLANES.size(); plane++) {
        graph.addInput(plane(Contract.input(frame, plane), plane));
      }
    }
    for (int plane = 0; plane < Contract.PLANES.size(); plane++) {
      graph.addOutput(plane(Contract.PLANES.get(plane), plane));
    }
    graph.addOutput(
        value(Contract.RAIN, DataType.FLOAT, List.of(Dimension.newBuilder().setDimValue(1))));
  }

  private OnnxGraph(GraphProto.Builder graph) {
    this.graph = graph;
    this.window = 0;
  }

  /**
   * An empty graph without the contract's planes: one input and one output of floats, four sides
   * each, of any size.
   */
  public static OnnxGraph of(String name, String in, String out) {
    List<Dimension.Builder> sides =
        List.of("batch", "channels", "rows", "columns").stream()
            .map(side -> Dimension.newBuilder().setDimParam(side))
            .toList();
    return new OnnxGraph(
        GraphProto.newBuilder()
            .setName(name)
            .addInput(value(in, DataType.FLOAT, sides))
            .addOutput(value(out, DataType.FLOAT, sides)));
  }

  /** The value that holds the largest sample: 255, or that of a deeper video. */
  public String peak() {
    return Border.PEAK;
  }

  /** Adds a line to the file's metadata, beside those of the contract. */
  public void fact(String key, String value) {
    facts.add(entry(key, value));
  }

  /** Adds a node with one output and returns its name, which is also the node's. */
  public String node(
      String type, String output, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(type)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  /** Adds a node with several outputs. */
  public void split(String name, List<String> outputs, String input, AttributeProto axis) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Split")
            .setName(name)
            .addInput(input)
            .addAllOutput(outputs)
            .addAttribute(axis));
  }

  /** Makes floats of samples; returns {@code output}. */
  public String fromSamples(String output, String samples) {
    return node("Cast", output, List.of(samples), integer("to", DataType.FLOAT.getNumber()));
  }

  /**
   * Makes the plane (0 to 2) of the result from values that are whole numbers from 0 to the peak.
   */
  public void toSamples(int plane, String levels) {
    String name = Contract.PLANES.get(plane);
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Cast")
            .setName(Border.OUT + "_" + name)
            .addInput(levels)
            .addOutput(name)
            .addAttribute(integer("to", DataType.UINT8.getNumber())));
  }

  /**
   * Declares the input {@link Contract#GATE} and returns its name. A graph without it follows
   * contract 2 at most.
   */
  public String gate() {
    gated = true;
    Dimension.Builder one = Dimension.newBuilder().setDimValue(1);
    graph.addInput(value(Contract.GATE, DataType.FLOAT, List.of(one, one, one, one)));
    return Contract.GATE;
  }

  /**
   * Makes the output "type" of three floats, whatever their shape. A graph without it follows
   * contract 1.
   */
  public void types(String floats) {
    typed = true;
    graph.addOutput(
        value(
            Contract.TYPE,
            DataType.FLOAT,
            List.of(Dimension.newBuilder().setDimValue(Contract.TYPES))));
    node("Reshape", Contract.TYPE, List.of(floats, integers("type.shape", Contract.TYPES)));
  }

  /** Adds a constant of floats; no sides make a scalar. Returns its name. */
  public String constant(String name, float[] values, long... sides) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return add(name, DataType.FLOAT, raw, sides);
  }

  /** Adds a scalar. */
  public String constant(String name, float value) {
    return constant(name, new float[] {value});
  }

  /** Adds a list of whole numbers. */
  public String integers(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return add(name, DataType.INT64, raw, values.length);
  }

  private String add(String name, DataType type, ByteBuffer raw, long... sides) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw.rewind()));
    for (long side : sides) {
      tensor.addDims(side);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** An attribute that is one number. */
  public static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  /** An attribute that is a list of numbers. */
  public static AttributeProto integers(String name, List<Long> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(values)
        .build();
  }

  /** An attribute that is a word. */
  public static AttributeProto word(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  /** The ONNX file: operator set 17, with the contract's metadata. */
  public byte[] file() {
    String version =
        !typed ? Contract.UNTYPED_VERSION : gated ? Contract.VERSION : Contract.UNGATED_VERSION;
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .setProducerName("derain")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
            .setGraph(graph);
    if (window == 0) {
      return model.addAllMetadataProps(facts).build().toByteArray();
    }
    return model
        .addMetadataProps(entry(Contract.VERSION_KEY, version))
        .addMetadataProps(entry(Contract.NAME_KEY, graph.getName()))
        .addMetadataProps(entry(Contract.WINDOW_KEY, String.valueOf(window)))
        .addAllMetadataProps(facts)
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

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
