package org.derain.training.learn;

import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.network.Device;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.network.Weights;
import org.derain.training.config.RunFile;
import org.derain.zoo.Zoo;

/** The weights of a model that exists, to start from or to learn from. */
public final class StartingPoint {
  private StartingPoint() {}

  /**
   * The weights of a model with their tier.
   *
   * @param model name of a shipped model, or a file
   * @throws MediaException when it is not a network of ours
   */
  public static Weights read(String model) {
    return Weights.read(Zoo.load(model).onnx(8))
        .orElseThrow(
            () ->
                new MediaException(
                    model + ": not a network that \"derain train\" made, so it cannot teach"));
  }

  /** A model as a network on a device; the caller's to close. */
  public static TorchNetwork network(String model, Device device) {
    Weights weights = read(model);
    TorchNetwork network = new TorchNetwork(weights.tier(), 0, device);
    network.load(weights.values());
    return network;
  }

  /** The tier of a run's network: the one that it names, or that of its start, pruned. */
  public static Tier tier(RunFile run) {
    if (run.prune() == null) {
      return run.tier() == null ? read(run.start()).tier() : Tier.of(run.tier());
    }
    try {
      return run.prune().of(read(run.start()).tier());
    } catch (IllegalArgumentException e) {
      throw new MediaException(e.getMessage(), e);
    }
  }

  /** What a run starts from: a model, pruned or, where it is smaller, grown, or random weights. */
  static Map<String, float[]> weights(RunFile run, TorchNetwork random) {
    if (run.start() == null) {
      return random.values();
    }
    Tier tier = random.tier();
    Weights start = read(run.prune() == null ? run.start() : Pruner.file(run).toString());
    try {
      return start.tier().equals(tier) ? start.values() : start.grow(tier, run.seed()).values();
    } catch (IllegalArgumentException e) {
      throw new MediaException("start: " + run.start() + ": " + e.getMessage(), e);
    }
  }
}
