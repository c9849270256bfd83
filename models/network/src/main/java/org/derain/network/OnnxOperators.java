package org.derain.network;

import static org.derain.zoo.OnnxGraph.integer;
import static org.derain.zoo.OnnxGraph.integers;
import static org.derain.zoo.OnnxGraph.word;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.derain.zoo.OnnxGraph;

/** The operators as ONNX nodes; a tensor is the name of its value. */
final class OnnxOperators implements Operators<String> {
  private final OnnxGraph graph;
  private final String prefix;
  private final Map<String, float[]> weights;
  private final Set<String> written = new HashSet<>();
  private final Map<String, Integer> wide = new HashMap<>();
  private final WindowPlanes window;
  private int count;

  OnnxOperators(OnnxGraph graph, String prefix, Map<String, float[]> weights) {
    this(graph, prefix, weights, null);
  }

  /** Operators on a window whose frames are planes. */
  OnnxOperators(OnnxGraph graph, String prefix, Map<String, float[]> weights, WindowPlanes window) {
    this.graph = graph;
    this.window = window;
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
    String weight = weight(conv, x, reads);
    return convolve(name(conv.name()), List.of(x, weight, conv.name() + ".bias"), conv);
  }

  /** One convolution with the weights of all choices behind each other. */
  @Override
  public String convAll(Conv conv, String x, List<int[]> reads) {
    String name = name(conv.name());
    List<String> weights = reads.stream().map(read -> weight(conv, x, read)).toList();
    List<String> biases = Collections.nCopies(reads.size(), conv.name() + ".bias");
    Conv all =
        new Conv(
            conv.name(),
            conv.in(),
            conv.out() * reads.size(),
            conv.kernel(),
            conv.stride(),
            conv.dilation(),
            conv.gain());
    return convolve(
        name,
        List.of(
            x,
            graph.node("Concat", name + ".weights", weights, integer("axis", 0)),
            graph.node("Concat", name + ".biases", biases, integer("axis", 0))),
        all);
  }

  private String weight(Conv conv, String x) {
    return weight(conv, x, IntStream.range(0, conv.in()).toArray());
  }

  /** Writes the weights and the bias of a convolution of a tensor, once, and names the weights. */
  private String weight(Conv conv, String x, int[] reads) {
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
    return weight;
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
  public String softmax(String x) {
    return graph.node("Softmax", name("softmax"), List.of(x), integer("axis", 1));
  }

  @Override
  public String atLeast(String x, String least) {
    String name = name("least");
    String said = graph.node("GreaterOrEqual", name + ".said", List.of(x, least));
    return graph.fromSamples(name, said);
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

  @Override
  public String concat(List<String> parts) {
    return graph.node("Concat", name("concat"), parts, integer("axis", 1));
  }

  /** Drawn from the planes: the frames themselves need not be there. */
  @Override
  public String differences(List<String> frames, String texture) {
    String seen = window.differences(texture);
    wide.put(seen, window.channels());
    return seen;
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

  /**
   * In the CPU provider's own layout from the convolution to the sum: the last convolution draws
   * the residual where what is seen has the texture, and the masks where it has the differences
   * that they are for; so one product and two 1x1 convolutions do the rest.
   */
  @Override
  public String pick(Conv head, String x, String seen) {
    int frame = DerainNetwork.FRAME;
    int masks = head.out() - frame;
    int channels = wide.get(seen);
    String name = name("pick");
    String weight = weight(head, x);
    String rest = name + ".rest";
    int kernel = head.kernel();
    int unread = channels - head.out();
    int size = unread * wide.getOrDefault(x, head.in()) * kernel * kernel;
    graph.constant(rest, new float[size], unread, wide.getOrDefault(x, head.in()), kernel, kernel);
    graph.constant(rest + ".shift", new float[unread], unread);
    Conv wider = new Conv(head.name(), head.in(), channels, kernel, head.stride(), head.gain());
    String drawn =
        convolve(
            name + ".drawn",
            List.of(
                x,
                turned(name + ".weight", weight, rest, masks, head.out()),
                turned(name + ".bias", head.name() + ".bias", rest + ".shift", masks, head.out())),
            wider);
    float[] residual = new float[frame * channels];
    float[] sum = new float[frame * channels];
    for (int i = 0; i < head.out(); i++) {
      (i < frame ? residual : sum)[i % frame * channels + i] = 1;
    }
    String picked = graph.node("Mul", name + ".picked", List.of(drawn, seen));
    Conv all = new Conv(name, channels, frame, 1, 1, 1);
    return add(
        convolve(
            name + ".residual",
            List.of(drawn, graph.constant(name + ".one", residual, frame, channels, 1, 1)),
            all),
        convolve(
            name + ".sum",
            List.of(picked, graph.constant(name + ".ones", sum, frame, channels, 1, 1)),
            all));
  }

  /** A constant whose end comes first, and more behind it. */
  private String turned(String name, String constant, String more, int from, int to) {
    String zero = graph.integers(name + ".zero", 0);
    String middle = graph.integers(name + ".from", from);
    String end = graph.integers(name + ".to", to);
    String first = graph.node("Slice", name + ".first", List.of(constant, middle, end, zero));
    String second = graph.node("Slice", name + ".second", List.of(constant, zero, middle, zero));
    return graph.node("Concat", name, List.of(first, second, more), integer("axis", 0));
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

  /**
   * Channels innermost, samples of a row move as whole runs, which the CPU provider does fastest; a
   * convolution that changes nothing takes the sum with it in that provider's own layout.
   */
  @Override
  public String raise(Conv conv, String x, String onto) {
    String name = name("raise");
    int n = conv.out() / 4;
    long[] order = new long[conv.out()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i % n * 4L + i / n;
    }
    String rows = graph.integers(name + ".order", order);
    String weight =
        graph.node("Gather", name + ".weight", List.of(weight(conv, x), rows), integer("axis", 0));
    String bias =
        graph.node(
            "Gather", name + ".bias", List.of(conv.name() + ".bias", rows), integer("axis", 0));
    String drawn = convolve(name + ".drawn", List.of(x, weight, bias), conv);
    String rest = graph.integers(name + ".rest", -1);
    String two = graph.integers(name + ".two", 2);
    String shape = graph.node("Shape", name + ".shape", List.of(x));
    String height = slice(name + ".height", shape, 2, 3);
    String width = slice(name + ".width", shape, 3, 4);
    String last =
        graph.node(
            "Transpose", name + ".last", List.of(drawn), integers("perm", List.of(0L, 2L, 3L, 1L)));
    String runs =
        reshape(
            name + ".runs", last, List.of(rest, width, two, graph.integers(name + ".run", 2L * n)));
    String moved =
        graph.node(
            "Transpose", name + ".moved", List.of(runs), integers("perm", List.of(0L, 2L, 1L, 3L)));
    String large =
        reshape(
            name + ".large",
            moved,
            List.of(
                rest,
                graph.node("Mul", name + ".rows", List.of(height, two)),
                graph.node("Mul", name + ".columns", List.of(width, two)),
                graph.integers(name + ".channels", n)));
    String first =
        graph.node(
            "Transpose",
            name + ".first",
            List.of(large),
            integers("perm", List.of(0L, 3L, 1L, 2L)));
    float[] same = new float[n * n];
    for (int i = 0; i < n; i++) {
      same[i * n + i] = 1;
    }
    String here = graph.constant(name + ".same", same, n, n, 1, 1);
    return add(onto, convolve(name, List.of(first, here), new Conv(name, n, n, 1, 1, 1)));
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
