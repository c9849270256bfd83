package org.derain.network;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.derain.zoo.GlassContract;
import org.derain.zoo.OnnxGraph;

/**
 * The network that finds drops on the glass, with its weights in libtorch: what learns. Close it to
 * free the weights.
 */
public final class GlassFinder implements AutoCloseable {
  /** Sides of what it looks at must be a multiple of this. */
  public static final int MULTIPLE = GlassNetwork.MULTIPLE;

  private final Map<String, Tensor> weights = new LinkedHashMap<>();

  /** A network with random weights from a seed: He's normal distribution, biases zero. */
  public GlassFinder(long seed) {
    Random random = new Random(seed);
    for (Conv conv : GlassNetwork.ALL) {
      int fan = conv.in() * conv.kernel() * conv.kernel();
      float[] values = new float[conv.out() * fan];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (conv.gain() * Math.sqrt(2.0 / fan) * random.nextGaussian());
      }
      long[] shape = {conv.out(), conv.in(), conv.kernel(), conv.kernel()};
      put(conv.name() + ".weight", values, shape);
      put(conv.name() + ".bias", new float[conv.out()], conv.out());
    }
  }

  private void put(String name, float[] values, long... shape) {
    Tensor tensor = Device.CPU.of(values, shape);
    tensor.set_requires_grad(true);
    weights.put(name, tensor);
  }

  /** The weights as the optimizer wants them. */
  public TensorVector parameters() {
    return new TensorVector(weights.values().toArray(Tensor[]::new));
  }

  /**
   * How likely each place is covered, before the sigmoid.
   *
   * @param statistics [batch, {@link org.derain.frames.TimeStatistics#CHANNELS}, rows, columns],
   *     sides divisible by {@link #MULTIPLE}
   * @return [batch, 1, rows, columns]
   */
  public Tensor logits(Tensor statistics) {
    return new GlassNetwork<>(new TorchOperators(weights, Precision.FLOAT)).run(statistics);
  }

  /** The weights as arrays, by name. */
  public Map<String, float[]> values() {
    return TorchNetwork.values(weights);
  }

  /**
   * Sets the weights from arrays.
   *
   * @throws IllegalArgumentException when names or lengths are others
   */
  public void load(Map<String, float[]> values) {
    TorchNetwork.load(weights, values, Device.CPU, "");
  }

  /** The ONNX file of weights: statistics in, the probability that a place is covered out. */
  public static byte[] onnx(Map<String, float[]> values) {
    OnnxGraph graph = OnnxGraph.of(GlassContract.NAME, GlassContract.IN, GlassContract.OUT);
    OnnxOperators ops = new OnnxOperators(graph, "", values);
    String covered = ops.sigmoid(new GlassNetwork<>(ops).run(GlassContract.IN));
    graph.node("Identity", GlassContract.OUT, List.of(covered));
    return graph.file();
  }

  /**
   * The weights out of an ONNX file that {@link #onnx} wrote.
   *
   * @throws IllegalArgumentException when it is another
   */
  public static Map<String, float[]> values(byte[] onnx) {
    Map<String, TensorProto> tensors = new HashMap<>();
    try {
      ModelProto.parseFrom(onnx)
          .getGraph()
          .getInitializerList()
          .forEach(tensor -> tensors.put(tensor.getName(), tensor));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX file", e);
    }
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Conv conv : GlassNetwork.ALL) {
      if (!Weights.take(conv, tensors, values)) {
        throw new IllegalArgumentException("no network that finds drops on the glass");
      }
    }
    return values;
  }

  @Override
  public void close() {
    weights.values().forEach(Tensor::close);
    weights.clear();
  }
}
