package org.derain.training.learn;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;

/**
 * What training minimises.
 *
 * <p>The rain score, its types and the maps of the rain count by as little as makes their gradients
 * no larger than a few times that of the derained frames, in the layers that all share (what the
 * maps count is in {@link RainMap}). At ten times as much those layers learn where rain is and
 * hardly what is behind it.
 */
final class Losses {
  private static final float CHARBONNIER = 1e-3f;

  /** What a dry window counts, where a rainy one counts 1. */
  private static final float DRY = 2f;

  /** Change of a window, 0 to 1, that counts once. */
  private static final float LITTLE = 0.02f;

  /** Squared error, 0 to 1, of a still that is as good as perfect: 50 dB. */
  private static final float PERFECT = 1e-5f;

  /** What a factor of e in a still's squared error counts. */
  private static final float STILL = 0.008f;

  private static final float UNEVEN = 0.01f;
  private static final float SCORE = 0.01f;
  private static final float TYPES = 0.0025f;

  private Losses() {}

  /**
   * Charbonnier distance, mean over the samples of a window (0 to 1): sqrt(d² + ε²), where the
   * truth is known. Each window counts by how little the rain changed it, or dense rain and mist
   * would drown drizzle, night and drops on the glass, which change few pixels.
   *
   * <p>Rainy stills count by their PSNR instead, ln(1 + 10⁵ · MSE) (after Chen et al., HINet,
   * 2021). The light that their rain lays over the whole picture can only be guessed: Charbonnier's
   * distance is least at the median of what it may be, the squared error at the mean.
   */
  static Tensor reconstruction(Tensor output, Batch batch) {
    Tensor centre = batch.centre();
    Tensor change = mean(centre.sub(batch.truth()).abs());
    Tensor weight = change.add(new Scalar(LITTLE)).reciprocal().mul(new Scalar(2 * LITTLE));
    Tensor distance =
        output.sub(batch.truth()).square().add(new Scalar(CHARBONNIER * CHARBONNIER)).sqrt();
    Tensor video = mean(distance).mul(weight);
    Tensor rainyStill = batch.still().mul(batch.rain().gt(new Scalar(0f)));
    Tensor loss = video.add(psnr(output, batch).sub(video).mul(rainyStill));
    return loss.mul(batch.known()).mean();
  }

  /**
   * Charbonnier distance alone, windows counting by what they are given: rain types that are
   * weighed against one another bring weights of their own.
   *
   * @param counts [n, 1, 1, 1]
   */
  static Tensor alike(Tensor output, Batch batch, Tensor counts) {
    Tensor distance =
        output.sub(batch.truth()).square().add(new Scalar(CHARBONNIER * CHARBONNIER)).sqrt();
    return mean(distance).mul(counts).mul(batch.known()).mean();
  }

  /**
   * How unevenly experts are used: the squared coefficient of variation of what each counts over a
   * batch, summed over layers (Shazeer et al., 2017); 0 where all count alike.
   *
   * @param routes of each layer, [n, experts, 1, 1]
   */
  static Tensor uneven(List<Tensor> routes) {
    return routes.stream()
        .map(
            each -> {
              Tensor mean = each.mean(new long[] {0}, false, new ScalarTypeOptional());
              return mean.square().sum().mul(new Scalar((float) each.size(1))).sub(new Scalar(1f));
            })
        .reduce(Tensor::add)
        .orElseThrow()
        .mul(new Scalar(UNEVEN));
  }

  /** PSNR, turned round: 0 where nothing is left to learn. */
  private static Tensor psnr(Tensor output, Batch batch) {
    Tensor squares = mean(output.sub(batch.truth()).square());
    return squares.div(new Scalar(PERFECT)).log1p().mul(new Scalar(STILL));
  }

  /** Means over channels, rows and columns, [n, 1, 1, 1]. */
  private static Tensor mean(Tensor x) {
    return x.flatten(1, -1)
        .mean(new long[] {1}, true, new ScalarTypeOptional())
        .reshape(-1, 1, 1, 1);
  }

  /**
   * Cross-entropy of the rain score and, where they are known, of the types of rain. Dry windows
   * are the fewer and count more, so that what cannot be told lies at the border.
   */
  static Tensor recognition(DerainNetwork.Recognition<Tensor> output, Batch batch) {
    Tensor said = safe(output.rain());
    Tensor wanted = batch.rain();
    Tensor chance = wanted.mul(said.log()).add(less(wanted).mul(less(said).log()));
    Tensor rainy = wanted.gt(new Scalar(0.5f)).toType(said.scalar_type());
    Tensor dry = wanted.eq(new Scalar(0f)).toType(said.scalar_type());
    Tensor weight = dry.mul(new Scalar(DRY)).add(rainy);
    Tensor rain = chance.mul(weight).mean().neg();
    Tensor types =
        torch.binary_cross_entropy(
            safe(output.types()).mul(batch.typed()), batch.types().mul(batch.typed()));
    return rain.mul(new Scalar(SCORE)).add(types.mul(new Scalar(TYPES)));
  }

  /** 1 - x. */
  private static Tensor less(Tensor x) {
    return x.neg().add(new Scalar(1f));
  }

  /** Away from 0 and 1, where the logarithm ends. */
  private static Tensor safe(Tensor share) {
    return share.mul(new Scalar(0.998f)).add(new Scalar(0.001f));
  }
}
