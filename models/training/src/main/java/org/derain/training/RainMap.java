package org.derain.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;
import org.derain.network.TorchNetwork;

/**
 * Where in the picture it rains, and what: a 1x1 convolution over what the network understood, one
 * answer for each type and cell of 8x8 pixels, learned along with the network and then thrown away.
 * A score for a whole window says little about a few drops in a corner; this says where they are.
 */
final class RainMap implements AutoCloseable {
  /** Mean change of a cell, 0 to 1, from which it is full of rain. */
  private static final float FULL = 0.02f;

  /** Samples of half resolution along a cell. */
  private static final long CELL = 4;

  private static final float STRENGTH = 0.05f;

  private final Map<String, Tensor> weights = new LinkedHashMap<>();

  RainMap(TorchNetwork network) {
    weights.put("map.weight", learned(DerainNetwork.TYPES, network.tier().eighth(), 1, 1));
    weights.put("map.bias", learned(DerainNetwork.TYPES));
  }

  private static Tensor learned(long... shape) {
    Tensor tensor = torch.zeros(shape);
    tensor.set_requires_grad(true);
    return tensor;
  }

  /** What the optimizer learns beside the network and a checkpoint keeps. */
  Map<String, Tensor> weights() {
    return weights;
  }

  /** Cross-entropy where truth and types are known; to be called within a PointerScope. */
  Tensor loss(DerainNetwork.Output<Tensor> output, Batch batch) {
    Tensor said =
        torch.conv2d(
            output.features(),
            weights.get("map.weight"),
            new TensorOptional(weights.get("map.bias")),
            new long[] {1, 1},
            new long[] {0, 0},
            new long[] {1, 1},
            1);
    Tensor change = batch.centre().sub(batch.truth()).abs();
    change = change.mean(new long[] {1}, true, new ScalarTypeOptional());
    Tensor cells = torch.avg_pool2d(change, CELL, CELL);
    Tensor full =
        cells
            .div(new Scalar(FULL))
            .clamp(new ScalarOptional(new Scalar(0f)), new ScalarOptional(new Scalar(1f)));
    Tensor wanted = full.mul(batch.types());
    // log(1 + e^x) - x · wanted is the cross-entropy of the sigmoid of x.
    Tensor each = torch.softplus(said).sub(said.mul(wanted));
    return each.mul(batch.known().mul(batch.typed())).mean().mul(new Scalar(STRENGTH));
  }

  @Override
  public void close() {
    weights.values().forEach(Tensor::close);
  }
}
