package org.derain.training;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What training minimises. */
final class Losses {
  private static final float CHARBONNIER = 1e-3f;
  private static final float SCORE = 0.01f;

  private Losses() {}

  /** Charbonnier distance, mean over all samples (0 to 1): sqrt(d² + ε²). */
  static Tensor reconstruction(Tensor output, Tensor truth) {
    return output.sub(truth).square().add(new Scalar(CHARBONNIER * CHARBONNIER)).sqrt().mean();
  }

  /** Cross-entropy of the rain score, weighted so low that it does not steer the picture. */
  static Tensor score(Tensor rain, Tensor wanted) {
    Tensor safe = rain.mul(new Scalar(0.998f)).add(new Scalar(0.001f));
    return torch.binary_cross_entropy(safe, wanted).mul(new Scalar(SCORE));
  }
}
