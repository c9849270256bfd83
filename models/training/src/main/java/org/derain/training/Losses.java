package org.derain.training;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;
import org.derain.network.TorchNetwork;

/** What training minimises. */
final class Losses {
  private static final float CHARBONNIER = 1e-3f;
  private static final Scalar ONE = new Scalar(1f);

  /** What a dry window counts more than a rainy one. */
  private static final Scalar DRY = new Scalar(2f);

  /** Change of a window, 0 to 1, that counts once. */
  private static final float LITTLE = 0.02f;

  private static final float SCORE = 0.12f;
  private static final float TYPES = 0.03f;

  private Losses() {}

  /**
   * Charbonnier distance, mean over the samples of a window (0 to 1): sqrt(d² + ε²), where the
   * truth is known. Each window counts by how little the rain changed it, or dense rain and mist
   * would drown drizzle, night and drops on the glass, which change few pixels.
   */
  static Tensor reconstruction(Tensor output, Batch batch) {
    Tensor centre = TorchNetwork.fold(batch.luma().narrow(1, 2, 1), batch.chroma().narrow(1, 4, 2));
    Tensor change = mean(centre.sub(batch.truth()).abs());
    Tensor weight = change.add(new Scalar(LITTLE)).reciprocal().mul(new Scalar(2 * LITTLE));
    Tensor distance =
        output.sub(batch.truth()).square().add(new Scalar(CHARBONNIER * CHARBONNIER)).sqrt();
    return mean(distance).mul(weight).mul(batch.known()).mean();
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
  static Tensor recognition(DerainNetwork.Output<Tensor> output, Batch batch) {
    Tensor said = safe(output.rain());
    Tensor yes = batch.rain().mul(said.log());
    Tensor no = batch.rain().sub(ONE).neg().mul(said.sub(ONE).neg().log());
    Tensor weight = batch.rain().lt(new Scalar(0.5f)).toType(said.scalar_type()).mul(DRY).add(ONE);
    Tensor rain = yes.add(no).mul(weight).mean().neg();
    Tensor types =
        torch.binary_cross_entropy(
            safe(output.types()).mul(batch.typed()), batch.types().mul(batch.typed()));
    return rain.mul(new Scalar(SCORE)).add(types.mul(new Scalar(TYPES)));
  }

  /** Away from 0 and 1, where the logarithm ends. */
  private static Tensor safe(Tensor share) {
    return share.mul(new Scalar(0.998f)).add(new Scalar(0.001f));
  }
}
