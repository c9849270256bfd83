package org.derain.network;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derain.zoo.Contract;

/**
 * The weights of a network outside of libtorch.
 *
 * @param tier whose they are
 * @param values by name, as {@link TorchNetwork#values()} gives them
 */
public record Weights(Tier tier, Map<String, float[]> values) {
  /** Whether a convolution's part adds nothing while this is zero. */
  private static boolean adds(Conv conv) {
    return conv.name().endsWith(".b");
  }

  /**
   * Weights out of a file that {@link OnnxExport} wrote.
   *
   * @return nothing when it is not a network of ours: one that says its sizes, or of one of our
   *     tiers, with or without dilated blocks
   */
  public static Optional<Weights> read(byte[] onnx) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
    Map<String, TensorProto> tensors = new HashMap<>();
    model.getGraph().getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
    return tiers(model).flatMap(tier -> read(tier, tensors).stream()).findFirst();
  }

  /** The sizes that a file says; earlier files say none. */
  private static Stream<Tier> tiers(ModelProto model) {
    Stream<Tier> known = Tier.ALL.stream().flatMap(tier -> Stream.of(tier, tier.withWide(0)));
    return model.getMetadataPropsList().stream()
        .filter(entry -> entry.getKey().equals(Contract.TIER_KEY))
        .map(entry -> Tier.parse(entry.getValue()))
        .findFirst()
        .map(Stream::of)
        .orElse(known);
  }

  private static Optional<Weights> read(Tier tier, Map<String, TensorProto> tensors) {
    Map<String, float[]> values = new LinkedHashMap<>();
    int blocks = 0;
    for (Conv conv : Cost.of(tier, 64, 64).convolutions().values()) {
      if (!take(conv, tensors, values)) {
        return Optional.empty();
      }
      blocks++;
    }
    long all = tensors.keySet().stream().filter(name -> name.endsWith(".bias")).count();
    return blocks == all ? Optional.of(new Weights(tier, values)) : Optional.empty();
  }

  /**
   * Takes the weights and the bias of a convolution out of a file. Channels that nothing reads may
   * follow there.
   *
   * @return whether the file has that convolution
   */
  static boolean take(Conv conv, Map<String, TensorProto> tensors, Map<String, float[]> into) {
    TensorProto weight =
        tensors.get(OnnxOperators.weight(conv, IntStream.range(0, conv.in()).toArray()));
    TensorProto bias = tensors.get(conv.name() + ".bias");
    if (weight == null
        || bias == null
        || weight.getDims(0) != conv.out()
        || weight.getDims(1) < conv.in()
        || weight.getDims(2) != conv.kernel()) {
      return false;
    }
    int taps = conv.kernel() * conv.kernel();
    float[] kernel = new float[conv.out() * conv.in() * taps];
    float[] wide = floats(weight);
    int channels = (int) weight.getDims(1);
    for (int o = 0; o < conv.out(); o++) {
      System.arraycopy(wide, o * channels * taps, kernel, o * conv.in() * taps, conv.in() * taps);
    }
    into.put(conv.name() + ".weight", kernel);
    into.put(conv.name() + ".bias", floats(bias));
    return true;
  }

  /** He's normal distribution, or zeros where a new part adds to what is there. */
  private static float[] fresh(Conv conv, boolean part, Random random) {
    int fan = conv.in() * conv.kernel() * conv.kernel();
    float[] kernel = new float[conv.out() * fan];
    double deviation = part && adds(conv) ? 0 : conv.gain() * Math.sqrt(2.0 / fan);
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (deviation * random.nextGaussian());
    }
    return kernel;
  }

  private static float[] floats(TensorProto tensor) {
    FloatBuffer raw =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[raw.remaining()];
    raw.get(values);
    return values;
  }

  /**
   * A larger network that computes the same as this one (Chen et al., Net2Net, 2016): channels that
   * are new start at random and are not read yet, blocks that are new add nothing yet.
   *
   * @param larger a tier with at least as many channels and blocks everywhere
   * @param seed of what is new
   * @throws IllegalArgumentException when it is not larger everywhere
   */
  public Weights grow(Tier larger, long seed) {
    if (larger.window() != tier.window()) {
      throw new IllegalArgumentException(
          String.format(
              "it looks at %d frames and tier %s at %d; without a tier a run goes on with its own",
              tier.window(), larger.name(), larger.window()));
    }
    Random random = new Random(seed);
    Map<String, Conv> from = Cost.of(tier, 64, 64).convolutions();
    Map<String, float[]> grown = new LinkedHashMap<>();
    for (Conv conv : Cost.of(larger, 64, 64).convolutions().values()) {
      Conv old = from.get(conv.name());
      float[] kernel = fresh(conv, old == null, random);
      float[] bias = new float[conv.out()];
      if (old != null) {
        copy(conv, old, kernel, bias);
      }
      grown.put(conv.name() + ".weight", kernel);
      grown.put(conv.name() + ".bias", bias);
    }
    return new Weights(larger, grown);
  }

  private void copy(Conv conv, Conv old, float[] kernel, float[] bias) {
    if (old.out() > conv.out() || old.in() > conv.in() || old.kernel() > conv.kernel()) {
      throw new IllegalArgumentException(
          "a tier cannot grow out of " + tier.name() + ": " + conv.name() + " would shrink");
    }
    float[] weights = values.get(old.name() + ".weight");
    System.arraycopy(values.get(old.name() + ".bias"), 0, bias, 0, old.out());
    // What stands side by side in what this one reads keeps its place.
    int groups = conv.name().equals("fuse") ? tier.groups() : 1;
    int small = old.kernel();
    int rim = (conv.kernel() - small) / 2;
    int taps = conv.kernel() * conv.kernel();
    for (int o = 0; o < old.out(); o++) {
      Arrays.fill(kernel, o * conv.in() * taps, (o + 1) * conv.in() * taps, 0);
      for (int i = 0; i < old.in(); i++) {
        int group = i / (old.in() / groups);
        int into = group * (conv.in() / groups) + i % (old.in() / groups);
        for (int row = 0; row < small; row++) {
          System.arraycopy(
              weights,
              ((o * old.in() + i) * small + row) * small,
              kernel,
              (o * conv.in() + into) * taps + (row + rim) * conv.kernel() + rim,
              small);
        }
      }
    }
  }
}
