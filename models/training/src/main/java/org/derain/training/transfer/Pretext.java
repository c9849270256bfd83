package org.derain.training.transfer;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;
import org.derain.training.learn.Batch;

/** A task connected to deraining whose answers real footage brings along. */
enum Pretext {
  /** Rainy or rain-free, by a line over the mean features. */
  RECOGNITION {
    @Override
    Tensor loss(DerainNetwork.Output<Tensor> output, Batch batch, Map<String, Tensor> head) {
      Tensor wanted = batch.rain().gt(new Scalar(0.5f)).toType(torch.ScalarType.Float);
      return torch.binary_cross_entropy_with_logits(
          logits(output, head),
          wanted.reshape(-1, 1),
          new TensorOptional(),
          new TensorOptional(),
          1);
    }
  },
  /** What scattering blurred and veiled, back to what it was: mean distance, samples 0 to 1. */
  RECONSTRUCTION {
    @Override
    Tensor loss(DerainNetwork.Output<Tensor> output, Batch batch, Map<String, Tensor> head) {
      // Before the gate, which asks for rain.
      return batch.centre().add(output.removed()).sub(batch.truth()).abs().mean();
    }
  };

  /** What a teacher of this task learns by; to be called within a PointerScope. */
  abstract Tensor loss(DerainNetwork.Output<Tensor> output, Batch batch, Map<String, Tensor> head);

  /** What recognition says, [n, 1], before the sigmoid. */
  static Tensor logits(DerainNetwork.Output<Tensor> output, Map<String, Tensor> head) {
    Tensor features = output.features().toType(torch.ScalarType.Float);
    Tensor mean = features.mean(new long[] {2, 3}, false, new ScalarTypeOptional());
    return torch.linear(mean, head.get("weight"), new TensorOptional(head.get("bias")));
  }
}
