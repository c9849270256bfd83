package org.derain.training.learn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;
import org.derain.network.Device;

/**
 * Where in the picture it rains, and what: a 1x1 convolution over features, one answer for each
 * type and cell of 8x8 pixels, learned along with the network and then thrown away. A score for a
 * whole window says little about a few drops in a corner; this says where they are.
 */
final class RainMap implements AutoCloseable {
  /** Deviation of the change within a cell, 0 to 1, from which it is full of rain. */
  private static final float FULL = 0.03f;

  /** What the map counts that is read from the features of what takes the rain off. */
  private static final float BESIDE = 0.012f;

  /** What the map counts that the recogniser draws. */
  private static final float DRAWN = 0.04f;

  /** What a cell full of rain counts at most, where a dry one counts 1. */
  private static final float RARE = 30;

  private final Tensor kernel;
  private final Tensor bias;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();

  /**
   * A map.
   *
   * @param name of its weights in a checkpoint
   * @param channels of the features
   * @param device where the features are
   */
  RainMap(String name, int channels, Device device) {
    this.kernel = learned(device, DerainNetwork.TYPES, channels, 1, 1);
    this.bias = learned(device, DerainNetwork.TYPES);
    weights.put(name + ".weight", kernel);
    weights.put(name + ".bias", bias);
  }

  private static Tensor learned(Device device, long... shape) {
    try (Tensor zeros = torch.zeros(shape)) {
      Tensor tensor = device.put(zeros);
      tensor.set_requires_grad(true);
      return tensor;
    }
  }

  /** What the optimizer learns beside the network and a checkpoint keeps. */
  Map<String, Tensor> weights() {
    return weights;
  }

  /** What features say of the rain; to be called within a PointerScope. */
  Tensor loss(Tensor features, Batch batch) {
    Tensor read = features.toType(torch.ScalarType.Float);
    Tensor said =
        torch.conv2d(
            read,
            kernel,
            new TensorOptional(bias),
            new long[] {1, 1},
            new long[] {0, 0},
            new long[] {1, 1},
            1);
    return distance(said, batch).mul(new Scalar(BESIDE));
  }

  /** What the recogniser's own map says of the rain; to be called within a PointerScope. */
  static Tensor drawn(Tensor logits, Batch batch) {
    return distance(logits, batch).mul(new Scalar(DRAWN));
  }

  /**
   * Cross-entropy of a map where types are known, or it is dry; to be called within a PointerScope.
   *
   * @param logits [n, types, rows, columns], before the sigmoid
   */
  private static Tensor distance(Tensor logits, Batch batch) {
    Tensor said = logits.toType(torch.ScalarType.Float);
    Tensor wanted = full(batch, batch.centre().size(2) / said.size(2)).mul(batch.types());
    // log(1 + e^x) - x · wanted is the cross-entropy of the sigmoid of x.
    Tensor each = torch.softplus(said).sub(said.mul(wanted));
    Tensor dry = batch.rain().eq(new Scalar(0f)).toType(each.scalar_type());
    Tensor counted = batch.typed().add(dry).mul(batch.known());
    Tensor counts = counted.mul(rare(wanted, counted));
    return each.mul(counts).sum().div(counts.sum().add(new Scalar(1f)));
  }

  /** What each cell counts: those full of a type together as much as all others, within bounds. */
  private static Tensor rare(Tensor wanted, Tensor counted) {
    long[] all = {0, 2, 3};
    Tensor full = wanted.mul(counted).sum(all, true, new ScalarTypeOptional());
    Tensor rest = counted.sub(wanted.mul(counted)).sum(all, true, new ScalarTypeOptional());
    Tensor ratio =
        rest.div(full.add(new Scalar(1f)))
            .clamp(new ScalarOptional(new Scalar(1f)), new ScalarOptional(new Scalar(RARE)));
    return wanted.mul(ratio.sub(new Scalar(1f))).add(new Scalar(1f));
  }

  /**
   * How full of rain each cell is, 0 to 1: by the deviation of the change of luma within it, which
   * a veil hardly has.
   *
   * @param cell samples of half resolution along a cell
   */
  private static Tensor full(Batch batch, long cell) {
    Tensor change = batch.centre().sub(batch.truth()).narrow(1, 0, 4);
    change = change.mean(new long[] {1}, true, new ScalarTypeOptional());
    Tensor mean = torch.avg_pool2d(change, cell, cell);
    Tensor squares = torch.avg_pool2d(change.square(), cell, cell);
    ScalarOptional none = new ScalarOptional(new Scalar(0f));
    ScalarOptional all = new ScalarOptional(new Scalar(1f));
    Tensor deviation = squares.sub(mean.square()).clamp(none, all).sqrt();
    return deviation.div(new Scalar(FULL)).clamp(none, all);
  }

  @Override
  public void close() {
    weights.values().forEach(Tensor::close);
  }
}
