package org.derain.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.derain.zoo.Gate;

/**
 * The network, written once.
 *
 * <p>Input: five motion-aligned frames {t-2 … t+2}, or the three in the middle, each 6 channels at
 * half resolution (luma folded 2x2, then U and V), samples 0 to {@link #RANGE}, sides divisible by
 * 8. Neighbours enter as their difference from the centre, so a still dry scene is zero whatever
 * its brightness. The centre comes without its mean, which is told apart: convolutions that see
 * texture and not brightness learn many times faster.
 *
 * <p>Output: {@code frame + gate · (Σ mask_i · (neighbour_i - frame) + residual)}. The gate follows
 * the rain score of the whole picture, so that dry footage is left alone. Where a neighbour shows
 * what a streak hides, a mask picks it at full sharpness; the residual does the rest. With masks
 * and residual at zero the frame comes out as it went in, which is where training starts and what
 * dry footage asks for.
 *
 * @param <T> a tensor of the implementation
 */
public final class DerainNetwork<T> {
  /** Frames in the longest window; a tier may take the three in the middle. */
  public static final int WINDOW = 5;

  /** Channels of a frame at half resolution: four of luma, two of chroma. */
  public static final int FRAME = 6;

  /**
   * What black and white are apart where convolutions begin. Differences and deviations of some
   * hundredths of that should be near 1 for what learns.
   */
  public static final int RANGE = 6;

  /** Kinds of rain that are told apart: streaks, rain in the dark, drops on glass. */
  public static final int TYPES = 3;

  /** Up to this rain score a frame is dry and comes out as it went in, bit for bit. */
  public static final double CLOSED = Gate.CLOSED;

  /** From this rain score on, all that was found is taken off. */
  public static final double OPEN = 0.55;

  /** Half-resolution sides must be a multiple of this. */
  public static final int MULTIPLE = 8;

  /** Share of a picture below which nothing counts as seen: some cells of a large picture. */
  static final double LEAST = 1e-3;

  private static final List<String> RECOGNISES = List.of("score.", "rain.", "type.");

  private static final List<String> READS =
      List.of("score.sense.", "score.body.", "score.in.", "rain.", "type.");

  /** Samples at half resolution, each way, to one of the features. */
  public static final int FEATURE = 4;

  /**
   * Whether it rains, and what.
   *
   * @param rain [batch, 1, 1, 1]: 0 dry to 1, the border at 0.5
   * @param types [batch, {@link #TYPES}, 1, 1]: how much of the rain is streaks, rain in the dark,
   *     drops on glass, each 0 to 1 and independent of the others
   * @param evidence what that was read from, [batch, {@link Tier#evidence()}, rows, columns], at a
   *     sixteenth of the resolution
   * @param map where it was seen, before the sigmoid; the first {@link #TYPES} channels are learned
   *     to be the types
   * @param <T> a tensor of the implementation
   */
  public record Recognition<T>(T rain, T types, T evidence, T map) {}

  /**
   * What comes out.
   *
   * @param frame the derained centre frame, 6 channels at half resolution, not clipped, on the
   *     scale of the input
   * @param removed what is added to the centre frame to derain it, before the gate, like frame
   * @param recognition whether it rains
   * @param features what was understood of the picture, [batch, {@link Tier#eighth()}, rows / 4,
   *     columns / 4]: what one network can teach another
   * @param routes how much each expert counts in each layer of experts, [batch, experts, 1, 1];
   *     empty without such layers
   * @param <T> a tensor of the implementation
   */
  public record Output<T>(
      T frame, T removed, Recognition<T> recognition, T features, List<T> routes) {
    /** Of a network without experts. */
    public Output(T frame, T removed, Recognition<T> recognition, T features) {
      this(frame, removed, recognition, features, List.of());
    }

    /** The rain score. */
    public T rain() {
      return recognition.rain();
    }

    /** The types of rain. */
    public T types() {
      return recognition.types();
    }
  }

  private final Operators<T> ops;
  private final Tier tier;

  /** The network of a tier on an implementation of the operators. */
  public DerainNetwork(Operators<T> ops, Tier tier) {
    this.ops = ops;
    this.tier = tier;
  }

  /** Whether weights are of nothing but the rain score. */
  public static boolean recognises(String weights) {
    return RECOGNISES.stream().anyMatch(weights::startsWith);
  }

  /** Whether weights are of how the rain score is read from features, and of nothing else. */
  public static boolean reads(String weights) {
    return READS.stream().anyMatch(weights::startsWith);
  }

  /** What convolutions read of a window. */
  private record Seen<T>(T centre, T brightness, T all) {}

  private Seen<T> look(List<T> frames) {
    T centre = frames.get(tier.window() / 2);
    T brightness = ops.mean(centre);
    T all = ops.differences(frames, ops.subtract(centre, brightness));
    return new Seen<>(centre, brightness, all);
  }

  /** What leads to the decision whether it rains, and what rain is taken off with. */
  private record Trunk<T>(
      Seen<T> seen, T quarter, T eighth, T context, Recognition<T> recognition, List<T> routes) {}

  /** Tells whether it rains, and nothing else. */
  public Recognition<T> recognise(List<T> frames) {
    return trunk(frames).recognition;
  }

  private Trunk<T> trunk(List<T> frames) {
    Seen<T> seen = look(frames);
    T quarter = encode(seen.all);
    T eighth = middle(ops.relu(conv("down", quarter, tier.quarter(), tier.eighth(), 3, 2)));
    List<T> routes = new ArrayList<>();
    if (tier.routed()) {
      T told = ops.concat(List.of(seen.brightness, ops.mean(eighth)));
      Experts.Routed<T> soft =
          new Experts<>(ops)
              .layer("soft", eighth, tier.eighth(), told, FRAME + tier.eighth(), false);
      eighth = soft.features();
      routes.add(soft.routes());
    }
    T evidence = evidence(seen.all);
    eighth = around(eighth, evidence);
    T whole = ops.concat(List.of(seen.brightness, ops.mean(eighth)));
    int seenAs = FRAME + tier.eighth();
    T context = ops.relu(conv("context.in", whole, seenAs, tier.eighth(), 1, 1));
    Recognition<T> recognition = judge(seen, evidence, eighth, context);
    return new Trunk<>(seen, quarter, eighth, context, recognition, routes);
  }

  /** Runs the network over the frames of its window; its rain score alone opens the gate. */
  public Output<T> run(List<T> frames) {
    return run(frames, UnaryOperator.identity());
  }

  /**
   * Runs the network over the frames of its window.
   *
   * @param overruled what opens the gate, by the rain score
   */
  public Output<T> run(List<T> frames, UnaryOperator<T> overruled) {
    Trunk<T> trunk = trunk(frames);
    T centre = trunk.seen.centre;
    T all = trunk.seen.all;
    T quarter = trunk.quarter;
    T eighth = trunk.eighth;
    Recognition<T> recognition = trunk.recognition;
    T added = conv("context.out", trunk.context, tier.eighth(), tier.eighth(), 1, 1);
    T features = ops.add(eighth, added);

    Conv up = new Conv("up", tier.eighth(), 4 * tier.quarter(), 1, 1, 1);
    quarter = ops.relu(ops.raise(up, features, quarter));
    for (int i = 0; i < tier.after(); i++) {
      quarter = block("after" + i, quarter, tier.quarter());
    }
    List<T> routes = new ArrayList<>(trunk.routes);
    if (tier.routed()) {
      Experts.Routed<T> hard =
          new Experts<>(ops)
              .layer("hard", quarter, tier.quarter(), trunk.context, tier.eighth(), true);
      quarter = hard.features();
      routes.add(hard.routes());
    }
    T shallow = conv("shallow", all, tier.window() * FRAME, tier.half(), 3, 1);
    Conv detail = new Conv("detail", tier.quarter(), 4 * tier.half(), 1, 1, 1);
    T half = ops.relu(ops.raise(detail, quarter, shallow));
    for (int i = 0; i < tier.fine(); i++) {
      half = block("fine" + i, half, tier.half());
    }

    int masks = FRAME * (tier.window() - 1);
    T removed =
        ops.pick(
            new Conv("head", tier.half(), masks + FRAME, tier.headKernel(), 1, 0.05), half, all);
    T gate = ops.ramp(overruled.apply(recognition.rain), CLOSED, OPEN);
    return new Output<>(
        ops.add(centre, ops.multiply(removed, gate)), removed, recognition, features, routes);
  }

  /**
   * A small network of its own looks for rain: what tells a drop on the glass from a wet street is
   * other than what takes it off.
   */
  private T evidence(T all) {
    int n = tier.recogniser();
    T x = ops.relu(conv("score.quarter", all, tier.window() * FRAME, n, 3, 2));
    x = ops.relu(conv("score.eighth", x, n, n, 3, 2));
    x = block("score.fine", x, n);
    x = ops.relu(conv("score.sixteenth", x, n, 2 * n, 3, 2));
    x = block("score.wide", x, 2 * n);
    return ops.relu(block("score.wider", x, 2 * n));
  }

  /**
   * Whether it rains, by what that network saw and by what takes the rain off. A drop in a corner
   * of the picture is as much rain as many: the logarithm of the share of the picture in which
   * something is seen tells both from none.
   */
  private Recognition<T> judge(Seen<T> seen, T evidence, T eighth, T context) {
    int n = 2 * tier.recogniser();
    T map = conv("score.sense", evidence, n, n, 1, 1);
    T body = conv("score.body", eighth, tier.eighth(), n, 1, 1);
    T whole = ops.concat(List.of(seen.brightness, shares(map), shares(body), context));
    T hidden = ops.relu(conv("score.in", whole, FRAME + 2 * n + tier.eighth(), n, 1, 1));
    T rain = ops.sigmoid(conv("rain", hidden, n, 1, 1, 1));
    T types = ops.sigmoid(conv("type", hidden, n, TYPES, 1, 1));
    return new Recognition<>(rain, types, evidence, map);
  }

  private T shares(T map) {
    return ops.log(ops.mean(ops.sigmoid(map)), LEAST);
  }

  /** One stem reads each group of frames with the centre. */
  private T encode(T all) {
    Conv stem = new Conv("stem", 3 * FRAME, tier.quarter(), 3, 2, 1);
    T each = ops.relu(ops.convAll(stem, all, groups()));
    int read = groups().size() * tier.quarter();
    T quarter = ops.relu(conv("fuse", each, read, tier.quarter(), 1, 1));
    for (int i = 0; i < tier.before(); i++) {
      quarter = block("before" + i, quarter, tier.quarter());
    }
    return quarter;
  }

  /** The channels of the centre with those of both frames at a distance, the nearer ones first. */
  private List<int[]> groups() {
    return IntStream.rangeClosed(1, tier.groups())
        .mapToObj(
            far ->
                IntStream.concat(
                        IntStream.range(0, FRAME),
                        IntStream.range((2 * far - 1) * FRAME, (2 * far + 1) * FRAME))
                    .toArray())
        .toList();
  }

  private T middle(T x) {
    T y = x;
    for (int i = 0; i < tier.middle(); i++) {
      y = block("middle" + i, y, tier.eighth());
    }
    return y;
  }

  /**
   * Adds what is around, seen at a sixteenth: mist, and drops on the glass, are wider than what an
   * eighth sees, and mist wider still (dilated convolutions, Yu and Koltun, 2016); and what looks
   * like rain to the recogniser.
   */
  private T around(T eighth, T evidence) {
    T wide = ops.relu(conv("deep", eighth, tier.eighth(), tier.sixteenth(), 3, 2));
    for (int i = 0; i < tier.deep(); i++) {
      wide = block("deep" + i, wide, tier.sixteenth());
    }
    for (int i = 0; i < tier.wide(); i++) {
      wide = block("wide" + i, wide, tier.sixteenth(), 2 << i);
    }
    T around = conv("deep.b", wide, tier.sixteenth(), 4 * tier.eighth(), 1, 1);
    T rain = conv("evidence.b", evidence, tier.evidence(), 4 * tier.eighth(), 1, 1);
    return ops.add(eighth, ops.depthToSpace(ops.add(around, rain)));
  }

  private T block(String name, T x, int channels) {
    return block(name, x, channels, 1);
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
