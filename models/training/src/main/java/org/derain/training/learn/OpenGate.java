package org.derain.training.learn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.derain.network.DerainNetwork;

/**
 * The gate held open where it is known to rain. Else a kind of rain that the score does not know
 * yet would never be learned: behind a closed gate there is no gradient.
 */
final class OpenGate {
  private OpenGate() {}

  /** The same output with the derained frames of all rainy windows as with an open gate. */
  static DerainNetwork.Output<Tensor> where(Batch batch, DerainNetwork.Output<Tensor> output) {
    Tensor rainy = batch.rain().gt(new Scalar(0.5f)).toType(output.frame().scalar_type());
    Tensor centre = batch.centre();
    Tensor open = centre.add(output.removed());
    Tensor frame = output.frame().add(open.sub(output.frame()).mul(rainy));
    return new DerainNetwork.Output<>(
        frame, output.removed(), output.recognition(), output.features(), output.routes());
  }
}
