package org.derain.network;

import static org.derain.zoo.OnnxGraph.integer;
import static org.derain.zoo.OnnxGraph.integers;
import static org.derain.zoo.OnnxGraph.word;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derain.zoo.OnnxGraph;

/** The operators as ONNX nodes; a tensor is the name of its value. */
final class OnnxOperators implements Operators<String> {
  private final OnnxGraph graph;
  private final String prefix;
  private final Map<String, float[]> weights;
  private final Set<String> written = new HashSet<>();
  private int count;

  OnnxOperators(OnnxGraph graph, String prefix, Map<String, float[]> weights) {
    this.graph = graph;
    this.prefix = prefix;
    this.weights = weights;
  }

  private String name(String type) {
    return prefix + type + count++;
  }

  @Override
  public String conv(Conv conv, String x) {
    String weight = conv.name() + ".weight";
    String bias = conv.name() + ".bias";
    if (written.add(conv.name())) {
      graph.constant(
          weight, weights.get(weight), conv.out(), conv.in(), conv.kernel(), conv.kernel());
      graph.constant(bias, weights.get(bias), conv.out());
    }
    return convolve(name(conv.name()), List.of(x, weight, bias), conv);
  }

  private String convolve(String name, List<String> inputs, Conv conv) {
    long k = conv.kernel();
    long p = conv.padding();
    long s = conv.stride();
    return graph.node(
        "Conv",
        name,
        inputs,
        integers("kernel_shape", List.of(k, k)),
        integers("pads", List.of(p, p, p, p)),
        integers("strides", List.of(s, s)));
  }

  @Override
  public String relu(String x) {
    return graph.node("Relu", name("relu"), List.of(x));
  }

  @Override
  public String sigmoid(String x) {
    return graph.node("Sigmoid", name("sigmoid"), List.of(x));
  }

  @Override
  public String add(String a, String b) {
    return graph.node("Add", name("add"), List.of(a, b));
  }

  @Override
  public String subtract(String a, String b) {
    return graph.node("Sub", name("sub"), List.of(a, b));
  }

  @Override
  public String multiply(String a, String b) {
    return graph.node("Mul", name("mul"), List.of(a, b));
  }

  @Override
  public String concat(List<String> parts) {
    return graph.node("Concat", name("concat"), parts, integer("axis", 1));
  }

  @Override
  public String channels(String x, int from, int to) {
    String name = name("channels");
    return graph.node(
        "Slice",
        name,
        List.of(
            x,
            graph.integers(name + ".from", from),
            graph.integers(name + ".to", to),
            graph.integers(name + ".axis", 1)));
  }

  /** A 1x1 convolution with ones: the one operator that every provider runs fast. */
  @Override
  public String sumGroups(String x, int channels, int groups) {
    String name = name("sum");
    int out = channels / groups;
    float[] ones = new float[out * channels];
    for (int i = 0; i < channels; i++) {
      ones[i % out * channels + i] = 1;
    }
    String weight = graph.constant(name + ".weight", ones, out, channels, 1, 1);
    return convolve(name, List.of(x, weight), new Conv(name, channels, out, 1, 1, 1));
  }

  @Override
  public String depthToSpace(String x) {
    return graph.node(
        "DepthToSpace", name("up"), List.of(x), integer("blocksize", 2), word("mode", "CRD"));
  }

  @Override
  public String mean(String x) {
    return graph.node("GlobalAveragePool", name("mean"), List.of(x));
  }
}
