package org.derain.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A network with its weights in libtorch: what learns. Close it to free the weights. */
public final class TorchNetwork implements AutoCloseable {
  private final Tier tier;
  private final Device device;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();

  /** A network on the processor with random weights from a seed. */
  public TorchNetwork(Tier tier, long seed) {
    this(tier, seed, Device.CPU);
  }

  /** A network with random weights from a seed: He's normal distribution, biases zero. */
  public TorchNetwork(Tier tier, long seed, Device device) {
    this.tier = tier;
    this.device = device;
    Random random = new Random(seed);
    for (Conv conv : Cost.of(tier, 64, 64).convolutions().values()) {
      int fan = conv.in() * conv.kernel() * conv.kernel();
      double deviation = conv.gain() * Math.sqrt(2.0 / fan);
      float[] values = new float[conv.out() * fan];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
      put(conv.name() + ".weight", values, conv.out(), conv.in(), conv.kernel(), conv.kernel());
      put(conv.name() + ".bias", new float[conv.out()], conv.out());
    }
  }

  private void put(String name, float[] values, long... shape) {
    Tensor tensor = device.of(values, shape);
    tensor.set_requires_grad(true);
    weights.put(name, tensor);
  }

  /** The size. */
  public Tier tier() {
    return tier;
  }

  /** Where the weights are, and what is derained has to be. */
  public Device device() {
    return device;
  }

  /** Weights by name, trainable, in a fixed order; they belong to the network. */
  public Map<String, Tensor> weights() {
    return weights;
  }

  /** The weights as the optimizer wants them. */
  public TensorVector parameters() {
    return new TensorVector(weights.values().toArray(Tensor[]::new));
  }

  /** The weights as arrays, by name. */
  public Map<String, float[]> values() {
    return values(weights);
  }

  /** Sets the weights from arrays; names and lengths must be this tier's. */
  public void load(Map<String, float[]> values) {
    load(weights, values, device, " the tier " + tier.name());
  }

  /** Tensors as arrays, by name. */
  static Map<String, float[]> values(Map<String, Tensor> weights) {
    Map<String, float[]> values = new LinkedHashMap<>();
    weights.forEach(
        (name, tensor) -> {
          float[] array = new float[(int) tensor.numel()];
          try (PointerScope scope = new PointerScope()) {
            Device.CPU.put(tensor).data_ptr_float().get(array);
          }
          values.put(name, array);
        });
    return values;
  }

  /**
   * Sets tensors from arrays.
   *
   * @param whose ends the message of what does not fit
   * @throws IllegalArgumentException when names or lengths are others
   */
  static void load(
      Map<String, Tensor> weights, Map<String, float[]> values, Device device, String whose) {
    weights.forEach(
        (name, tensor) -> {
          float[] array = values.get(name);
          if (array == null || array.length != tensor.numel()) {
            throw new IllegalArgumentException("weights '" + name + "' do not fit" + whose);
          }
          try (PointerScope scope = new PointerScope()) {
            tensor.detach().flatten().copy_(device.of(array, array.length));
          }
        });
  }

  /**
   * Derains a batch. Sides of any even size: edges are repeated up to a multiple of 16 and cut off
   * again. A network with a window of three looks at the frames in the middle.
   *
   * @param luma [batch, 5, height, width], samples 0 to 1
   * @param chroma [batch, 10, height / 2, width / 2]: U and V of the first frame, then the next
   * @return the derained centre frame, [batch, 6, height / 2, width / 2], samples 0 to 1, and what
   *     else came out
   */
  public DerainNetwork.Output<Tensor> derain(Tensor luma, Tensor chroma) {
    return derain(luma, chroma, Precision.FLOAT);
  }

  /** The same with convolutions of a given precision; what comes out is 32 bit, features aside. */
  public DerainNetwork.Output<Tensor> derain(Tensor luma, Tensor chroma, Precision precision) {
    DerainNetwork.Output<Tensor> output = run(luma, chroma, precision);
    return new DerainNetwork.Output<>(
        unit(output.frame(), chroma),
        unit(output.removed(), chroma),
        output.recognition(),
        output.features(),
        output.routes());
  }

  /** Tells whether it rains on a batch, as {@link #derain} does, and nothing else. */
  public DerainNetwork.Recognition<Tensor> recognise(
      Tensor luma, Tensor chroma, Precision precision) {
    TorchOperators ops = new TorchOperators(weights, precision);
    return tier.live()
        ? new LiveNetwork<>(ops, tier).recognise(planes(luma, chroma))
        : new DerainNetwork<>(ops, tier).recognise(frames(luma, chroma));
  }

  private DerainNetwork.Output<Tensor> run(Tensor luma, Tensor chroma, Precision precision) {
    TorchOperators ops = new TorchOperators(weights, precision);
    if (!tier.live()) {
      return new DerainNetwork<>(ops, tier).run(frames(luma, chroma));
    }
    LiveNetwork.Output<Tensor> output = new LiveNetwork<>(ops, tier).run(planes(luma, chroma));
    return new DerainNetwork.Output<>(
        fold(output.frame().luma(), output.frame().chroma()),
        fold(output.removed().luma(), output.removed().chroma()),
        output.recognition(),
        output.features());
  }

  /** The frames in the middle of the window as planes, as {@link #frames} has them. */
  private List<LiveNetwork.Planes<Tensor>> planes(Tensor luma, Tensor chroma) {
    List<LiveNetwork.Planes<Tensor>> planes = new ArrayList<>();
    for (int i = first(); i < first() + tier.window(); i++) {
      planes.add(
          new LiveNetwork.Planes<>(
              padded(luma.narrow(1, i, 1), LiveNetwork.MULTIPLE),
              padded(chroma.narrow(1, 2L * i, 2), LiveNetwork.MULTIPLE / 2)));
    }
    return planes;
  }

  /** On the network's scale, edges repeated up to a multiple. */
  private static Tensor padded(Tensor samples, int multiple) {
    long right = Math.floorMod(-samples.size(3), multiple);
    long bottom = Math.floorMod(-samples.size(2), multiple);
    Tensor scaled = samples.mul(new Scalar(DerainNetwork.RANGE));
    return right + bottom == 0 ? scaled : torch.replication_pad2d(scaled, 0, right, 0, bottom);
  }

  /** The frames on the network's scale, edges repeated by cells up to a multiple of 16 pixels. */
  private List<Tensor> frames(Tensor luma, Tensor chroma) {
    List<Tensor> frames = new ArrayList<>();
    for (int i = first(); i < first() + tier.window(); i++) {
      Tensor frame = fold(luma.narrow(1, i, 1), chroma.narrow(1, 2L * i, 2));
      frames.add(padded(frame, DerainNetwork.MULTIPLE));
    }
    return frames;
  }

  /** Of the frames that are given, the first at which the network looks. */
  private int first() {
    return (DerainNetwork.WINDOW - tier.window()) / 2;
  }

  /** As large as chroma, samples 0 to 1. */
  private Tensor unit(Tensor frame, Tensor chroma) {
    return frame
        .narrow(2, 0, chroma.size(2))
        .narrow(3, 0, chroma.size(3))
        .div(new Scalar(DerainNetwork.RANGE));
  }

  /** Folds luma [batch, 1, h, w] 2x2 and appends chroma [batch, 2, h / 2, w / 2]. */
  public static Tensor fold(Tensor luma, Tensor chroma) {
    return torch.cat(new TensorVector(torch.pixel_unshuffle(luma, 2), chroma), 1);
  }

  @Override
  public void close() {
    weights.values().forEach(Tensor::close);
    weights.clear();
  }
}
