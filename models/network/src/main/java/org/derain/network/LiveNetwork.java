package org.derain.network;

import static org.derain.network.DerainNetwork.CLOSED;
import static org.derain.network.DerainNetwork.OPEN;
import static org.derain.network.DerainNetwork.TYPES;

import java.util.List;
import java.util.function.UnaryOperator;
import org.derain.network.DerainNetwork.Recognition;

/**
 * The network for live use, written once: three frames, and convolutions at a quarter of the
 * resolution at most, whose channel counts are what a processor computes at once; nothing between
 * them but what leaves them in the layout in which the CPU provider computes.
 *
 * <p>Input: the motion-aligned frames {t-1, t, t+1} as planes, luma [batch, 1, rows, columns] and
 * chroma [batch, 2, rows / 2, columns / 2], samples 0 to {@link DerainNetwork#RANGE}, sides of luma
 * divisible by {@link #MULTIPLE}.
 *
 * <p>Rain is brighter than what it hides and is elsewhere in the next frame. So what the frame is
 * brighter by than both its neighbours (agreed), and than the darker of them (suspected), are drawn
 * at full sharpness before anything is learned, and what is learned says how much of each goes.
 * Chroma is picked from the neighbours, and a residual does the rest, as in {@link DerainNetwork};
 * so do the gate, the rain score and its types.
 *
 * @param <T> a tensor of the implementation
 */
final class LiveNetwork<T> {
  /** Frames in a window. */
  static final int WINDOW = 3;

  /** Sides of luma must be a multiple of this. */
  static final int MULTIPLE = 16;

  /** Luma samples, each way, to one cell of the finest convolution. */
  private static final int CELL = 4;

  /** Planes of luma that the last convolution draws: of agreed, of suspected, the residual. */
  private static final int LUMA = 3;

  /** Planes of chroma that it draws: of before, of after, two of the residual. */
  private static final int CHROMA = 4;

  private static final int LUMA_CELLS = LUMA * CELL * CELL;
  private static final int HEAD = LUMA_CELLS + CHROMA * CELL * CELL / 4;

  private static final double LITTLE = 0.05;

  /** Planes of a frame. */
  record Planes<T>(T luma, T chroma) {}

  /**
   * What comes out.
   *
   * @param frame the derained frame in the middle, not clipped, on the scale of the input
   * @param removed what is added to that frame to derain it, before the gate
   * @param recognition whether it rains; the evidence is at a sixteenth of the resolution
   * @param features what was understood, [batch, {@link Tier#eighth()}, rows / 8, columns / 8]
   */
  record Output<T>(Planes<T> frame, Planes<T> removed, Recognition<T> recognition, T features) {}

  private final Operators<T> ops;
  private final Tier tier;

  LiveNetwork(Operators<T> ops, Tier tier) {
    this.ops = ops;
    this.tier = tier;
  }

  /** What convolutions read of a window, and what is picked from. */
  private record Seen<T>(
      T brightness, T luma, T chroma, T agreed, T suspected, T before, T after) {}

  private Seen<T> look(List<Planes<T>> frames) {
    T before = frames.get(0).luma;
    T centre = frames.get(1).luma;
    T after = frames.get(2).luma;
    T agreed = ops.relu(ops.subtract(centre, ops.max(before, after)));
    T suspected = ops.relu(ops.subtract(centre, ops.min(before, after)));
    T mean = ops.mean(centre);
    T luma =
        ops.concat(
            List.of(
                ops.subtract(centre, mean),
                ops.subtract(before, centre),
                ops.subtract(after, centre),
                agreed));
    T colour = frames.get(1).chroma;
    T tint = ops.mean(colour);
    T colourBefore = ops.subtract(frames.get(0).chroma, colour);
    T colourAfter = ops.subtract(frames.get(2).chroma, colour);
    T chroma = ops.concat(List.of(ops.subtract(colour, tint), colourBefore, colourAfter));
    T brightness = ops.concat(List.of(mean, tint));
    return new Seen<>(brightness, luma, chroma, agreed, suspected, colourBefore, colourAfter);
  }

  private record Trunk<T>(Seen<T> seen, T quarter, T features, Recognition<T> recognition) {}

  private Trunk<T> trunk(List<Planes<T>> frames) {
    Seen<T> seen = look(frames);
    int q = tier.quarter();
    int e = tier.eighth();
    int s = tier.sixteenth();
    T fromLuma = conv("stem.luma", seen.luma, 1 + WINDOW, q, CELL, CELL);
    T fromChroma = conv("stem.chroma", seen.chroma, 2 * WINDOW, q, CELL / 2, CELL / 2);
    T quarter = ops.relu(ops.add(fromLuma, fromChroma));
    T eighth = ops.relu(conv("down", quarter, q, e, 3, 2));
    for (int i = 0; i < tier.middle(); i++) {
      eighth = block("middle" + i, eighth, e, 1);
    }
    T wide = ops.relu(conv("deep", eighth, e, s, 3, 2));
    for (int i = 0; i < tier.deep(); i++) {
      wide = block("deep" + i, wide, s, 1 << i);
    }
    eighth = ops.add(eighth, ops.repeat(conv("deep.b", wide, s, e, 1, 1)));
    T whole = ops.concat(List.of(seen.brightness, ops.mean(eighth)));
    T context = ops.relu(conv("context.in", whole, WINDOW + e, e, 1, 1));
    T features = ops.add(eighth, conv("context.out", context, e, e, 1, 1));
    return new Trunk<>(seen, quarter, features, judge(seen, wide, context));
  }

  /** Whether it rains: by the shares of the picture in which something of it is seen. */
  private Recognition<T> judge(Seen<T> seen, T wide, T context) {
    int n = tier.evidence();
    T evidence = ops.relu(conv("score.own", wide, tier.sixteenth(), n, 3, 1));
    T map = conv("score.sense", evidence, n, n, 1, 1);
    T shares = ops.log(ops.mean(ops.sigmoid(map)), DerainNetwork.LEAST);
    T whole = ops.concat(List.of(seen.brightness, shares, context));
    T hidden = ops.relu(conv("score.in", whole, WINDOW + n + tier.eighth(), n, 1, 1));
    T rain = ops.sigmoid(conv("rain", hidden, n, 1, 1, 1));
    T types = ops.sigmoid(conv("type", hidden, n, TYPES, 1, 1));
    return new Recognition<>(rain, types, evidence, map);
  }

  /** Tells whether it rains, and nothing else. */
  Recognition<T> recognise(List<Planes<T>> frames) {
    return trunk(frames).recognition;
  }

  /** Runs the network over {@link #WINDOW} frames; its rain score alone opens the gate. */
  Output<T> run(List<Planes<T>> frames) {
    return run(frames, UnaryOperator.identity());
  }

  /**
   * Runs the network over {@link #WINDOW} frames.
   *
   * @param overruled what opens the gate, by the rain score
   */
  Output<T> run(List<Planes<T>> frames, UnaryOperator<T> overruled) {
    Trunk<T> trunk = trunk(frames);
    Seen<T> seen = trunk.seen;
    int q = tier.quarter();
    T up = ops.repeat(conv("up", trunk.features, tier.eighth(), q, 1, 1));
    T fine = ops.relu(ops.add(trunk.quarter, up));
    for (int i = 0; i < tier.after(); i++) {
      fine = ops.relu(conv("after" + i, fine, q, q, 3, 1));
    }
    T both = ops.concat(List.of(fine, trunk.quarter));
    T head = ops.conv(new Conv("head", 2 * q, HEAD, tier.headKernel(), 1, LITTLE), both);
    T luma = ops.depthToSpace(ops.channels(head, 0, LUMA_CELLS), CELL);
    T chroma = ops.depthToSpace(ops.channels(head, LUMA_CELLS, HEAD), CELL / 2);
    Planes<T> removed = new Planes<>(removedLuma(seen, luma), removedChroma(seen, chroma));
    T gate = ops.ramp(overruled.apply(trunk.recognition.rain()), CLOSED, OPEN);
    Planes<T> centre = frames.get(1);
    Planes<T> frame =
        new Planes<>(
            ops.add(centre.luma, ops.multiply(removed.luma, gate)),
            ops.add(centre.chroma, ops.multiply(removed.chroma, gate)));
    return new Output<>(frame, removed, trunk.recognition, trunk.features);
  }

  private T removedLuma(Seen<T> seen, T drawn) {
    T agreed = ops.multiply(seen.agreed, ops.channels(drawn, 0, 1));
    T suspected = ops.multiply(seen.suspected, ops.channels(drawn, 1, 2));
    return ops.add(ops.add(agreed, suspected), ops.channels(drawn, 2, LUMA));
  }

  private T removedChroma(Seen<T> seen, T drawn) {
    T before = ops.multiply(seen.before, ops.channels(drawn, 0, 1));
    T after = ops.multiply(seen.after, ops.channels(drawn, 1, 2));
    return ops.add(ops.add(before, after), ops.channels(drawn, 2, CHROMA));
  }

  private T block(String name, T x, int channels, int dilation) {
    T y = ops.relu(ops.conv(new Conv(name + ".a", channels, channels, 3, 1, dilation, 1), x));
    y = ops.conv(new Conv(name + ".b", channels, channels, 3, 1, dilation, 0.5), y);
    return ops.add(x, y);
  }

  private T conv(String name, T x, int in, int out, int kernel, int stride) {
    return ops.conv(new Conv(name, in, out, kernel, stride, 1), x);
  }
}
