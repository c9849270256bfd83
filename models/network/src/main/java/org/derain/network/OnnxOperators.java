package org.derain.network;

import static org.derain.zoo.OnnxGraph.integer;
import static org.derain.zoo.OnnxGraph.integers;
import static org.derain.zoo.OnnxGraph.word;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derain.zoo.OnnxGraph;

/** The operators as ONNX nodes; a tensor is the name of its value. */
final class OnnxOperators implements Operators<String> {
  /** Channels that the CPU provider computes at once. */
  private static final int BLOCK = 16;

  private final OnnxGraph graph;
  private final String prefix;
  private final Map<String, float[]> weights;
  private final Set<String> written = new HashSet<>();
  private final Map<String, Integer> wide = new HashMap<>();
  private int count;

  OnnxOperators(OnnxGraph graph, String prefix, Map<String, float[]> weights) {
    this.graph = graph;
    this.prefix = prefix;
    this.weights = weights;
  }

  private String name(String type) {
    return prefix + type + count++;
  }

  /** How the weights of a convolution that reads given channels are called in the file. */
  static String weight(Conv conv, int[] reads) {
    return conv.name() + ".weight" + Arrays.hashCode(reads);
  }

  @Override
  public String conv(Conv conv, String x, int[] reads) {
    String bias = conv.name() + ".bias";
    if (written.add(bias)) {
      graph.constant(bias, weights.get(bias), conv.out());
    }
    int channels = wide.getOrDefault(x, conv.in());
    String weight = weight(conv, reads);
    if (written.add(weight)) {
      int taps = conv.kernel() * conv.kernel();
      float[] from = weights.get(conv.name() + ".weight");
      float[] into = new float[conv.out() * channels * taps];
      for (int o = 0; o < conv.out(); o++) {
        for (int i = 0; i < conv.in(); i++) {
          System.arraycopy(
              from, (o * conv.in() + i) * taps, into, (o * channels + reads[i]) * taps, taps);
        }
      }
      graph.constant(weight, into, conv.out(), channels, conv.kernel(), conv.kernel());
    }
    return convolve(name(conv.name()), List.of(x, weight, bias), conv);
  }

  private String convolve(String name, List<String> inputs, Conv conv) {
    long k = conv.kernel();
    long p = conv.padding();
    long s = conv.stride();
    long d = conv.dilation();
    return graph.node(
        "Conv",
        name,
        inputs,
        integers("kernel_shape", List.of(k, k)),
        integers("pads", List.of(p, p, p, p)),
        integers("strides", List.of(s, s)),
        integers("dilations", List.of(d, d)));
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
  public String log(String x, double least) {
    String name = name("log");
    String more = graph.constant(name + ".least", (float) least);
    return graph.node("Log", name, List.of(graph.node("Add", name + ".above", List.of(x, more))));
  }

  @Override
  public String ramp(String x, double low, double high) {
    String name = name("ramp");
    String above =
        graph.node("Sub", name + ".above", List.of(x, graph.constant(name + ".low", (float) low)));
    String share =
        graph.node(
            "Div",
            name + ".share",
            List.of(above, graph.constant(name + ".width", (float) (high - low))));
    return graph.node(
        "Clip",
        name,
        List.of(share, graph.constant(name + ".zero", 0f), graph.constant(name + ".one", 1f)));
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
  public String max(String a, String b) {
    return graph.node("Max", name("max"), List.of(a, b));
  }

  @Override
  public String min(String a, String b) {
    return graph.node("Min", name("min"), List.of(a, b));
  }

  @Override
  public String multiply(String a, String b) {
    return graph.node("Mul", name("mul"), List.of(a, b));
  }

  /**
   * Frames side by side get two more channels, which no weight reads: only channel counts in
   * multiples of 16 take the CPU provider's fast way.
   */
  @Override
  public String concat(List<String> parts) {
    if (parts.size() < DerainNetwork.WINDOW) {
      return graph.node("Concat", name("concat"), parts, integer("axis", 1));
    }
    int frames = DerainNetwork.WINDOW * DerainNetwork.FRAME;
    int padded = (frames + BLOCK - 1) / BLOCK * BLOCK;
    List<String> more = new ArrayList<>(parts);
    more.add(channels(parts.get(0), 0, padded - frames));
    String all = graph.node("Concat", name("concat"), more, integer("axis", 1));
    wide.put(all, padded);
    return all;
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

  /**
   * Columns interleaved, then rows, as two transpositions that end in whole rows: the CPU provider
   * runs these several times faster than DepthToSpace.
   */
  @Override
  public String depthToSpace(String x, int factor) {
    String name = name("up");
    String shape = graph.node("Shape", name + ".shape", List.of(x));
    String channels = slice(name + ".channels", shape, 1, 2);
    String rows = slice(name + ".rows", shape, 2, 3);
    String columns = slice(name + ".columns", shape, 3, 4);
    String two = graph.integers(name + ".two", factor);
    String rest = graph.integers(name + ".rest", -1);
    String area = graph.node("Mul", name + ".area", List.of(rows, columns));
    String quarter =
        graph.node(
            "Div",
            name + ".quarter",
            List.of(channels, graph.integers(name + ".four", factor * factor)));
    String wide = graph.node("Mul", name + ".wide", List.of(columns, two));
    String pairs = reshape(name + ".pairs", x, List.of(rest, two, area));
    String across =
        graph.node(
            "Transpose", name + ".across", List.of(pairs), integers("perm", List.of(0L, 2L, 1L)));
    String lines = reshape(name + ".lines", across, List.of(quarter, two, rows, wide));
    String down =
        graph.node(
            "Transpose", name + ".down", List.of(lines), integers("perm", List.of(0L, 2L, 1L, 3L)));
    String one = graph.integers(name + ".one", 1);
    return reshape(name, down, List.of(one, quarter, rest, wide));
  }

  private String slice(String name, String shape, int from, int to) {
    return graph.node(
        "Slice",
        name,
        List.of(shape, graph.integers(name + ".from", from), graph.integers(name + ".to", to)));
  }

  private String reshape(String name, String x, List<String> sides) {
    String shape = graph.node("Concat", name + ".to", sides, integer("axis", 0));
    return graph.node("Reshape", name, List.of(x, shape));
  }

  /** In the one form that the CPU provider computes in its own layout. */
  @Override
  public String repeat(String x) {
    String name = name("twice");
    String scales = graph.constant(name + ".scales", new float[] {1, 1, 2, 2}, 4);
    return graph.node(
        "Resize",
        name,
        List.of(x, "", scales),
        word("mode", "nearest"),
        word("coordinate_transformation_mode", "asymmetric"),
        word("nearest_mode", "floor"));
  }

  @Override
  public String mean(String x) {
    return graph.node("GlobalAveragePool", name("mean"), List.of(x));
  }
}
