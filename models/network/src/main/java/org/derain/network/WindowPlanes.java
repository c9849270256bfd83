package org.derain.network;

import static org.derain.zoo.OnnxGraph.integer;
import static org.derain.zoo.OnnxGraph.integers;
import static org.derain.zoo.OnnxGraph.word;

import java.util.ArrayList;
import java.util.List;
import org.derain.zoo.Contract;
import org.derain.zoo.OnnxGraph;

/**
 * What the network reads of a window, as nodes of an ONNX graph. Planes of one kind lie behind each
 * other, a channel for each frame: convolutions of the CPU provider read so few of them as they are
 * and write its own layout, so folding, subtracting and scaling are convolutions too.
 */
final class WindowPlanes {
  /** Channels that the CPU provider computes at once, with AVX2. */
  private static final int BLOCK = 8;

  private static final int FOLD = 2;

  private final OnnxGraph graph;
  private final int frames;
  private final String step;
  private final List<String> sizes;
  private final List<String> more;
  private final String luma;
  private final List<String> chroma;

  WindowPlanes(OnnxGraph graph, int frames) {
    this.graph = graph;
    this.frames = frames;
    step =
        graph.node(
            "Div",
            "in/step",
            List.of(graph.peak(), graph.constant("in/range", (float) DerainNetwork.RANGE)));
    String shape = graph.node("Shape", "pad/shape", List.of(Contract.input(frames / 2, 1)));
    String sides =
        graph.node(
            "Slice",
            "pad/sides",
            List.of(shape, graph.integers("pad/two", 2), graph.integers("pad/four", 4)));
    String negative = graph.node("Neg", "pad/negative", List.of(sides));
    String missing =
        graph.node(
            "Mod",
            "pad/missing",
            List.of(negative, graph.integers("pad/multiple", DerainNetwork.MULTIPLE)));
    sizes = List.of(side("rows", sides, 0), side("columns", sides, 1));
    more = List.of(side("below", missing, 0), side("right", missing, 1));
    luma = cells();
    chroma = List.of(planes(1, missing), planes(2, missing));
  }

  /** Channels of what is seen: those of the frames, and some more that make whole blocks. */
  int channels() {
    return (frames * DerainNetwork.FRAME + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** The planes of one kind of all frames as floats: the CPU provider pads no 16-bit samples. */
  private String floats(int plane) {
    String name = Contract.PLANES.get(plane);
    List<String> all = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      all.add(Contract.input(f, plane));
    }
    String samples = graph.node("Concat", "in/" + name, all, integer("axis", 1));
    return graph.fromSamples("in/float_" + name, samples);
  }

  /** The planes of chroma of all frames, [n, frames, rows, columns], edges repeated. */
  private String planes(int plane, String missing) {
    String name = Contract.PLANES.get(plane);
    String none = graph.integers("pad/none_" + name, 0, 0, 0, 0, 0, 0);
    return padded(name, floats(plane), List.of(none, missing));
  }

  private String padded(String name, String floats, List<String> pads) {
    String all = graph.node("Concat", "pad/all_" + name, pads, integer("axis", 0));
    return graph.node("Pad", "in/padded_" + name, List.of(floats, all), word("mode", "edge"));
  }

  /** The planes of luma alike; its cells of 2x2 are repeated, as they lie in a folded frame. */
  private String cells() {
    String rest = graph.integers("luma.rest", -1);
    String window = graph.integers("luma.frames", frames);
    String two = graph.integers("luma.two", FOLD);
    String none = graph.integers("luma.none", 0);
    String cells =
        reshape("in/cells", floats(0), List.of(rest, window, sizes.get(0), two, sizes.get(1), two));
    String start = graph.integers("luma.start", 0, 0, 0, 0, 0, 0, 0, 0);
    String padded = padded("y", cells, List.of(start, more.get(0), none, more.get(1), none));
    String rows = graph.node("Add", "luma.rows", List.of(sizes.get(0), more.get(0)));
    String columns = graph.node("Add", "luma.columns", List.of(sizes.get(1), more.get(1)));
    return reshape(
        "in/luma",
        padded,
        List.of(
            rest,
            window,
            graph.node("Mul", "luma.height", List.of(rows, two)),
            graph.node("Mul", "luma.width", List.of(columns, two))));
  }

  private String reshape(String name, String x, List<String> sides) {
    String shape = graph.node("Concat", name + ".to", sides, integer("axis", 0));
    return graph.node("Reshape", name, List.of(x, shape));
  }

  private String side(String name, String of, int index) {
    return graph.node(
        "Slice",
        "pad/" + name,
        List.of(
            of,
            graph.integers("pad/from_" + name, index),
            graph.integers("pad/to_" + name, index + 1)));
  }

  /** Rows and columns of a chroma plane without padding. */
  String sides() {
    return "pad/sides";
  }

  /** What a sample counts for the network, so that its peak is the range. */
  String step() {
    return step;
  }

  /** The frame in the middle on the network's scale, [n, 6, rows, columns] at half resolution. */
  String centre() {
    String folded =
        graph.node(
            "SpaceToDepth", "in/folded", List.of(middle("y", luma)), integer("blocksize", FOLD));
    String levels =
        graph.node(
            "Concat",
            "in/centre",
            List.of(folded, middle("u", chroma.get(0)), middle("v", chroma.get(1))),
            integer("axis", 1));
    return graph.node("Div", "in/unit", List.of(levels, step));
  }

  private String middle(String name, String planes) {
    return graph.node(
        "Slice",
        "in/centre_" + name,
        List.of(
            planes,
            graph.integers("in/from_" + name, frames / 2),
            graph.integers("in/to_" + name, frames / 2 + 1),
            graph.integers("in/axis_" + name, 1)));
  }

  /** As {@link Operators#differences} has it, with {@link #channels} channels. */
  String differences(String texture) {
    int frame = DerainNetwork.FRAME;
    int channels = channels();
    float[] centre = new float[channels * frame];
    for (int i = 0; i < frame; i++) {
      centre[i * frame + i] = 1;
    }
    String seen =
        convolve(
            "seen/texture", texture, graph.constant("seen/one", centre, channels, frame, 1, 1), 1);
    seen = add(seen, "seen/luma", luma, 0, FOLD);
    seen = add(seen, "seen/u", chroma.get(0), FOLD * FOLD, 1);
    return add(seen, "seen/v", chroma.get(1), FOLD * FOLD + 1, 1);
  }

  /** Adds what the planes of other frames differ from the centre by. */
  private String add(String to, String name, String planes, int channel, int fold) {
    int taps = fold * fold;
    int channels = channels();
    float[] weights = new float[channels * frames * taps];
    int group = 0;
    for (int other : Operators.others(frames)) {
      group++;
      for (int tap = 0; tap < taps; tap++) {
        int row = (group * DerainNetwork.FRAME + channel + tap) * frames;
        weights[(row + other) * taps + tap] = 1;
        weights[(row + frames / 2) * taps + tap] = -1;
      }
    }
    String unit = graph.constant(name + ".levels", weights, channels, frames, fold, fold);
    String weight = graph.node("Div", name + ".weight", List.of(unit, step));
    return graph.node("Add", name, List.of(to, convolve(name + ".planes", planes, weight, fold)));
  }

  private String convolve(String name, String x, String weight, long stride) {
    return graph.node(
        "Conv",
        name,
        List.of(x, weight),
        integers("kernel_shape", List.of(stride, stride)),
        integers("strides", List.of(stride, stride)));
  }
}
