package org.derain.training;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;

/** What training minimises. */
final class Losses {
  private static final float CHARBONNIER = 1e-3f;
  private static final float SCORE = 0.12f;
  private static final float TYPES = 0.03f;

  private Losses() {}

  /**
   * Charbonnier distance, mean over all samples (0 to 1): sqrt(d² + ε²), where the truth is known.
   */
  static Tensor reconstruction(Tensor output, Batch batch) {
    return output
        .sub(batch.truth())
        .square()
        .add(new Scalar(CHARBONNIER * CHARBONNIER))
        .sqrt()
        .mul(batch.known())
        .mean();
  }

  /**
   * Cross-entropy of the rain score and, where they are known, of the types of rain.
   */
  static Tensor recognition(DerainNetwork.Output<Tensor> output, Batch batch) {
    Tensor rain = torch.binary_cross_entropy(safe(output.rain()), batch.rain());
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
