package org.derain.training.learn;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.network.Cost;
import org.derain.network.Device;
import org.derain.network.OnnxExport;
import org.derain.network.Pruning;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.network.Weights;
import org.derain.training.config.RunFile;
import org.derain.training.data.Sample;
import org.derain.training.data.WindowSource;

/**
 * Prunes the model that a run starts from, once: what is left lies in the run's folder, and is what
 * the run trains.
 */
public final class Pruner {
  private Pruner() {}

  /** Where what is left lies. */
  static Path file(RunFile run) {
    return run.out().resolve("pruned.onnx");
  }

  /**
   * Prunes, if the run says so and it was not done before.
   *
   * @param windows to measure importance on; opened only where that is needed
   */
  public static void prepare(RunFile run, Supplier<WindowSource> windows, PrintStream out) {
    if (run.prune() == null || Files.exists(file(run))) {
      return;
    }
    Weights start = StartingPoint.read(run.start());
    Tier tier = StartingPoint.tier(run);
    Map<String, double[]> importance;
    if (run.prune().measuredOn() == 0) {
      importance = Pruning.magnitude(start);
    } else {
      out.printf("measuring importance on %d windows%n", run.prune().measuredOn() * run.batch());
      try (WindowSource source = windows.get()) {
        importance = taylor(run, source);
      }
    }
    Weights left;
    try {
      left = Pruning.prune(start, tier, importance);
    } catch (IllegalArgumentException e) {
      throw new MediaException("prune: " + e.getMessage(), e);
    }
    out.printf(
        Locale.ROOT,
        "pruned %s: %.2f GMAC at 1280x720, before %.2f%n",
        run.start(),
        Cost.of(tier, 1280, 720).gmac(),
        Cost.of(start.tier(), 1280, 720).gmac());
    write(run, left);
  }

  private static void write(RunFile run, Weights left) {
    Path part = run.out().resolve("pruned.part");
    try {
      Files.createDirectories(run.out());
      Files.write(part, OnnxExport.file(run.name(), left.tier(), left.values()));
      WholeFile.publish(part, file(run), true);
    } catch (IOException e) {
      throw new MediaException(run.out() + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Importance by what the loss would change by without a channel, to first order: the square of
   * the sum of weight times gradient over what is written into it (Molchanov et al., arXiv
   * 1906.10771, equation 8), summed over batches.
   */
  private static Map<String, double[]> taylor(RunFile run, WindowSource source) {
    Map<String, double[]> importance = new LinkedHashMap<>();
    Device device = run.on();
    try (TorchNetwork network = StartingPoint.network(run.start(), device)) {
      List<Sample> ready = new ArrayList<>();
      for (int i = 0; i < run.prune().measuredOn(); i++) {
        while (ready.size() < run.batch()) {
          ready.addAll(source.next());
        }
        List<Sample> some = ready.subList(0, run.batch());
        add(network, some, importance);
        some.clear();
      }
    }
    return importance;
  }

  private static void add(
      TorchNetwork network, List<Sample> samples, Map<String, double[]> importance) {
    try (PointerScope scope = new PointerScope()) {
      Batch batch = Batch.of(samples, network.device());
      var output = OpenGate.where(batch, network.derain(batch.luma(), batch.chroma()));
      Losses.reconstruction(output.frame(), batch)
          .add(Losses.recognition(output.recognition(), batch))
          .backward();
      for (String conv : Cost.of(network.tier(), 64, 64).convolutions().keySet()) {
        Tensor weight = network.weights().get(conv + ".weight");
        Tensor bias = network.weights().get(conv + ".bias");
        Tensor all = weight.detach().mul(weight.grad()).flatten(1, -1).sum(1);
        Tensor sum = Device.CPU.put(all.add(bias.detach().mul(bias.grad()))).contiguous();
        float[] values = new float[(int) sum.numel()];
        sum.data_ptr_float().get(values);
        double[] sums = importance.computeIfAbsent(conv, name -> new double[values.length]);
        for (int i = 0; i < values.length; i++) {
          sums[i] += (double) values[i] * values[i];
        }
        weight.grad().zero_();
        bias.grad().zero_();
      }
    }
  }
}
