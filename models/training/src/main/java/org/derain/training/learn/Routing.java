package org.derain.training.learn;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.derain.network.TorchNetwork;
import org.derain.rain.RainType;
import org.derain.training.data.Sample;

/** Which experts of a network count under which rain. */
public final class Routing {
  private Routing() {}

  /**
   * Lines that say how much each expert counts on average, by type of rain and layer, the soft one
   * first; empty for a network without experts.
   */
  public static String of(TorchNetwork network, Map<RainType, List<Sample>> windows) {
    StringBuilder lines = new StringBuilder();
    windows.forEach(
        (type, samples) -> {
          try (PointerScope scope = new PointerScope();
              NoGradGuard noGradient = new NoGradGuard()) {
            Batch batch = Batch.of(samples, network.device());
            List<Tensor> routes = network.derain(batch.luma(), batch.chroma()).routes();
            if (!routes.isEmpty()) {
              lines.append(String.format("  experts under %s:", type.label()));
              routes.forEach(layer -> lines.append(words(layer)).append(';'));
              lines.setCharAt(lines.length() - 1, '\n');
            }
          }
        });
    return lines.toString();
  }

  private static String words(Tensor layer) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < layer.size(1); i++) {
      double share = layer.narrow(1, i, 1).mean().item_float();
      words.append(String.format(Locale.ROOT, " %.2f", share));
    }
    return words.toString();
  }
}
