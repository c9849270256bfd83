package org.derain.training.continual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.derain.network.Device;
import org.derain.network.TorchNetwork;
import org.derain.training.data.Sample;
import org.derain.training.learn.Batch;

/**
 * Held-out windows under rain of each type, rendered once, and without rain: how good a network is
 * at each. Figures are PSNR in dB over all planes, of the mean squared error of all windows, as in
 * the log of a run.
 */
public final class TypeLooks {
  private static final int BATCH = 16;

  private final Map<String, List<Sample>> windows;

  /** Of windows by type. */
  TypeLooks(Map<String, List<Sample>> windows) {
    this.windows = new LinkedHashMap<>(windows);
  }

  /** Windows of a type. */
  List<Sample> windows(String type) {
    return windows.get(type);
  }

  /** Of what comes in, by type. */
  Map<String, Double> input() {
    Map<String, Double> decibels = new LinkedHashMap<>();
    windows.forEach((type, samples) -> decibels.put(type, mean(null, samples)));
    return decibels;
  }

  /** Of what a network makes of it, by type. */
  Map<String, Double> look(TorchNetwork network) {
    Map<String, Double> decibels = new LinkedHashMap<>();
    windows.forEach((type, samples) -> decibels.put(type, mean(network, samples)));
    return decibels;
  }

  private static double mean(TorchNetwork network, List<Sample> samples) {
    double error =
        errors(network, samples).stream().mapToDouble(each -> each).average().orElse(Double.NaN);
    return -10 * Math.log10(Math.max(1e-10, error));
  }

  /** Mean squared error of each window, samples 0 to 1; of the input without a network. */
  static List<Double> errors(TorchNetwork network, List<Sample> samples) {
    List<Double> errors = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += BATCH) {
      List<Sample> some = samples.subList(from, Math.min(samples.size(), from + BATCH));
      try (PointerScope scope = new PointerScope();
          NoGradGuard noGradient = new NoGradGuard()) {
        Device device = network == null ? Device.CPU : network.device();
        Batch batch = Batch.of(some, device);
        Tensor frame =
            network == null ? batch.centre() : network.derain(batch.luma(), batch.chroma()).frame();
        Tensor error = frame.sub(batch.truth()).square();
        for (int i = 0; i < some.size(); i++) {
          errors.add((double) error.narrow(0, i, 1).mean().item_float());
        }
      }
    }
    return errors;
  }
}
