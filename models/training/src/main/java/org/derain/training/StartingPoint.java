package org.derain.training;

import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.network.Weights;
import org.derain.zoo.Zoo;

/** The weights of a model that exists, to start from or to learn from. */
final class StartingPoint {
  private StartingPoint() {}

  /**
   * The weights of a model with their tier.
   *
   * @param model name of a shipped model, or a file
   * @throws MediaException when it is not a network of ours
   */
  static Weights read(String model) {
    return Weights.read(Zoo.load(model).onnx(8))
        .orElseThrow(
            () ->
                new MediaException(
                    model + ": not a network that \"derain train\" made, so it cannot teach"));
  }

  /** A model as a network; the caller's to close. */
  static TorchNetwork network(String model) {
    Weights weights = read(model);
    TorchNetwork network = new TorchNetwork(weights.tier(), 0);
    network.load(weights.values());
    return network;
  }

  /** The weights of a model, grown to a tier where it is smaller. */
  static Map<String, float[]> weights(String model, Tier tier, long seed) {
    Weights weights = read(model);
    try {
      return weights.tier().equals(tier) ? weights.values() : weights.grow(tier, seed).values();
    } catch (IllegalArgumentException e) {
      throw new MediaException("start: " + model + ": " + e.getMessage(), e);
    }
  }
}
