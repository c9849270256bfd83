package org.derain.training.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.derain.frames.MediaException;
import org.derain.network.Device;
import org.derain.network.Precision;
import org.derain.network.TorchNetwork;
import org.derain.rain.RainType;
import org.derain.training.balance.TypeWeights;
import org.derain.training.config.Weighting;
import org.derain.training.data.Sample;

/**
 * Types of rain that count by how their held-out losses fall. Each look is a line in weights.csv,
 * from which a run that was stopped knows them again.
 */
final class Balance {
  private final Weighting weighting;
  private final Map<RainType, List<Sample>> guide;
  private final List<RainType> types;
  private final TypeWeights weights;
  private final Path file;

  /**
   * A balance.
   *
   * @param guide held-out windows of each type
   * @param folder of the run
   * @param step at which the run stands
   */
  Balance(Weighting weighting, Map<RainType, List<Sample>> guide, Path folder, long step) {
    this.weighting = weighting;
    this.guide = new EnumMap<>(guide);
    this.types = List.copyOf(this.guide.keySet());
    this.weights = new TypeWeights(weighting, types.size());
    this.file = folder.resolve("weights.csv");
    try {
      if (step > 0 && Files.exists(file)) {
        goOn(step);
      } else {
        Files.writeString(file, head());
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private MediaException unwritable(IOException e) {
    return new MediaException(file + ": cannot be written: " + e.getMessage(), e);
  }

  private String head() {
    String names = types.stream().map(RainType::label).collect(Collectors.joining(","));
    String losses = types.stream().map(t -> t.label() + "_loss").collect(Collectors.joining(","));
    return "step," + losses + "," + names + "\n";
  }

  /** Takes in what was seen up to a step, and forgets what came after its checkpoint. */
  private void goOn(long step) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> kept =
        lines.stream().skip(1).filter(l -> Long.parseLong(l.split(",")[0]) <= step).toList();
    kept.forEach(
        line ->
            weights.add(
                Arrays.stream(line.split(","))
                    .skip(1)
                    .limit(types.size())
                    .mapToDouble(Double::parseDouble)
                    .toArray()));
    Files.writeString(
        file, head() + kept.stream().map(l -> l + "\n").collect(Collectors.joining()));
  }

  /** The weights now, by type; their sum is 1. */
  Map<RainType, Double> now() {
    Map<RainType, Double> now = new EnumMap<>(RainType.class);
    double[] all = weights.now();
    for (int i = 0; i < all.length; i++) {
      now.put(types.get(i), all[i]);
    }
    return now;
  }

  /** Looks at the held-out windows where a step is one at which that is due. */
  void after(long step, TorchNetwork network, Precision precision) {
    if (weighting.kind() == Weighting.Kind.EQUAL || step % weighting.stepsBetween() != 0) {
      return;
    }
    double[] losses =
        types.stream().mapToDouble(type -> loss(network, precision, guide.get(type))).toArray();
    weights.add(losses);
    String line = step + "," + joined("%.6f", losses) + "," + joined("%.4f", weights.now()) + "\n";
    try {
      Files.writeString(file, line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static String joined(String format, double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> String.format(Locale.ROOT, format, value))
        .collect(Collectors.joining(","));
  }

  private static double loss(TorchNetwork network, Precision precision, List<Sample> samples) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Batch batch = Batch.of(samples, network.device());
      var output = OpenGate.where(batch, network.derain(batch.luma(), batch.chroma(), precision));
      return Losses.alike(output.frame(), batch, counts(null, samples, network.device()))
          .item_float();
    }
  }

  /** What each window of a batch counts, [n, 1, 1, 1]: 1 on average over the types, dry ones 1. */
  Tensor counts(List<Sample> samples, Device device) {
    return counts(now(), samples, device);
  }

  private static Tensor counts(Map<RainType, Double> now, List<Sample> samples, Device device) {
    float[] values = new float[samples.size()];
    for (int i = 0; i < values.length; i++) {
      Double weight =
          now == null || samples.get(i).kind() == null ? null : now.get(samples.get(i).kind());
      values[i] = weight == null ? 1 : (float) (weight * now.size());
    }
    return device.of(values, values.length, 1, 1, 1);
  }
}
