package org.derain.training.learn;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.derain.network.Precision;
import org.derain.network.TorchNetwork;
import org.derain.rain.RainType;
import org.derain.training.config.RunFile;
import org.derain.training.data.Footage;
import org.derain.training.data.PseudoTruth;
import org.derain.training.data.RainMix;
import org.derain.training.data.RealClips;
import org.derain.training.data.RealRain;
import org.derain.training.data.Sample;
import org.derain.training.data.SampleRenderer;

/**
 * What no window is learned from: held-out parts of the footage under fixed rain of every type,
 * real rain, that with a pseudo truth, and the pairs.
 */
public final class Validation implements AutoCloseable {
  private static final int SHOTS = 3;
  private static final long SEED = 4711;

  /** From this rain score on it rains. */
  static final double RAINY = 0.5;

  /** Windows of each clip and type. */
  private static final int WINDOWS = 2;

  /**
   * One look. PSNR is over all six channels, in dB, of the mean squared error of all windows.
   *
   * @param heldOutInput of held-out rainy windows
   * @param heldOut of the same windows derained
   * @param dry of held-out dry windows against themselves
   * @param right share of held-out windows, rendered and dry, whose score falls on the right side;
   *     mean of both
   * @param realRight share of held-out pictures of real rain that are taken for rainy; 0 without
   *     any
   * @param clips of real clips that nothing is learned from
   * @param types of each type of rain
   * @param pairs of each pair clip; empty without the folder
   * @param pseudo of real rain against its pseudo truth; empty without clips that are judged by
   */
  public record Look(
      double heldOutInput,
      double heldOut,
      double dry,
      double right,
      double realRight,
      Clips clips,
      Map<RainType, Rained> types,
      List<PairScore> pairs,
      Optional<Rained> pseudo) {}

  /**
   * Whole real clips, each told by the mean score of its windows.
   *
   * @param rainy clips with rain
   * @param found those of them that are taken for rainy
   * @param dry clips without rain
   * @param passed those of them that are taken for dry
   */
  public record Clips(int rainy, int found, int dry, int passed) {
    /** A few words for the log; empty without clips. */
    @Override
    public String toString() {
      return rainy + dry == 0
          ? ""
          : String.format("real clips: %d of %d rainy, %d of %d dry", found, rainy, passed, dry);
    }
  }

  /**
   * Rainy windows of one kind.
   *
   * @param input PSNR
   * @param output PSNR
   * @param told share that is taken for rainy
   */
  public record Rained(double input, double output, double told) {
    /** In dB. */
    public double gain() {
      return output - input;
    }
  }

  /** Sums over windows: squared error of input and output, and how many were taken for rainy. */
  private record Sums(double input, double output, long rainy, int windows) {
    Sums plus(Sums other) {
      return new Sums(
          input + other.input, output + other.output, rainy + other.rainy, windows + other.windows);
    }

    double share() {
      return windows == 0 ? 0 : (double) rainy / windows;
    }

    Rained rained() {
      return new Rained(psnr(input, this), psnr(output, this), share());
    }
  }

  private final Map<RainType, List<Sample>> rainy = new EnumMap<>(RainType.class);
  private final List<Sample> dry = new ArrayList<>();
  private final List<Sample> real;
  private final List<RealClips.Judged> clips;
  private final PairClips pairs;
  private final List<Sample> pseudo;

  public Validation(
      RunFile run,
      Footage footage,
      RealRain realRain,
      RealClips realClips,
      PseudoTruth pseudoTruth) {
    pseudo = pseudoTruth.judged(run.patch());
    pairs = new PairClips(run.pairs(), SHOTS);
    real = realRain.heldOut(run.patch());
    clips = realClips.judged(run.patch());
    for (RainType type : run.shares().keySet()) {
      rainy.put(type, new ArrayList<>());
      try (SampleRenderer wet = renderer(run, footage, type, 0);
          SampleRenderer none = renderer(run, footage, type, 1)) {
        for (Footage.Run clip : footage.heldOut()) {
          // Where rain is not to be seen, there is nothing to tell.
          wet.of(clip.pictures(), WINDOWS).stream()
              .filter(sample -> sample.rain() > 0.5)
              .forEach(rainy.get(type)::add);
          dry.addAll(none.of(clip.pictures(), 1));
        }
      }
    }
  }

  private static SampleRenderer renderer(RunFile run, Footage footage, RainType type, double dry) {
    return new SampleRenderer(
        footage, run.patch(), RainMix.of(type, dry, SEED), run.single() / 2, SEED);
  }

  /** Looks at a network. */
  public Look look(TorchNetwork network) {
    Map<RainType, Rained> types = new EnumMap<>(RainType.class);
    Sums wet = new Sums(0, 0, 0, 0);
    for (Map.Entry<RainType, List<Sample>> type : rainy.entrySet()) {
      Sums sums = sums(network, type.getValue());
      types.put(type.getKey(), sums.rained());
      wet = wet.plus(sums);
    }
    Sums none = sums(network, dry);
    return new Look(
        psnr(wet.input, wet),
        psnr(wet.output, wet),
        psnr(none.output, none),
        (wet.share() + 1 - none.share()) / 2,
        sums(network, real).share(),
        clips(network),
        types,
        pairs.score(network),
        pseudo.isEmpty() ? Optional.empty() : Optional.of(sums(network, pseudo).rained()));
  }

  /** Whole real clips that nothing is learned from, told by a network. */
  public Clips clips(TorchNetwork network) {
    int rainy = 0;
    int found = 0;
    int passed = 0;
    for (RealClips.Judged clip : clips) {
      double mean =
          clip.windows().stream().mapToDouble(w -> score(network, w)).average().orElseThrow();
      rainy += clip.rainy() ? 1 : 0;
      found += clip.rainy() && mean >= RAINY ? 1 : 0;
      passed += !clip.rainy() && mean < RAINY ? 1 : 0;
    }
    return new Clips(rainy, found, clips.size() - rainy, passed);
  }

  private static double score(TorchNetwork network, Sample sample) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Batch batch = Batch.of(List.of(sample), network.device());
      return network.recognise(batch.luma(), batch.chroma(), Precision.FLOAT).rain().item_float();
    }
  }

  /**
   * What a network gains on held-out rainy windows that it sees reduced, in dB.
   *
   * @param scale by which; what it takes off is brought up again, bilinearly
   */
  public double gain(TorchNetwork network, int scale) {
    Sums wet =
        rainy.values().stream()
            .flatMap(List::stream)
            .map(sample -> one(network, sample, scale))
            .reduce(new Sums(0, 0, 0, 0), Sums::plus);
    return psnr(wet.output, wet) - psnr(wet.input, wet);
  }

  private static Sums sums(TorchNetwork network, List<Sample> samples) {
    return samples.stream()
        .map(sample -> one(network, sample, 1))
        .reduce(new Sums(0, 0, 0, 0), Sums::plus);
  }

  private static Sums one(TorchNetwork network, Sample sample, int scale) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Batch batch = Batch.of(List.of(sample), network.device());
      Tensor centre = batch.centre();
      var output =
          scale == 1
              ? network.derain(batch.luma(), batch.chroma())
              : Reduced.derain(network, batch, scale);
      return new Sums(
          centre.sub(batch.truth()).square().mean().item_float(),
          output.frame().sub(batch.truth()).square().mean().item_float(),
          output.rain().item_float() >= RAINY ? 1 : 0,
          1);
    }
  }

  private static double psnr(double squares, Sums over) {
    return -10 * Math.log10(Math.max(1e-10, squares / Math.max(1, over.windows)));
  }

  @Override
  public void close() {
    pairs.close();
  }
}
