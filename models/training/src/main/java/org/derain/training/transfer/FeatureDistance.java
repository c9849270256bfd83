package org.derain.training.transfer;

import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;
import org.derain.network.Precision;
import org.derain.network.TorchNetwork;
import org.derain.training.learn.Batch;

/**
 * How far a student's features are from a frozen teacher's, {@code |P(student) - teacher|² /
 * |teacher|²}. P is a 1x1 convolution of its own for each teacher, learned with the student and
 * then thrown away: two teachers put what they understood into different channels. The gradient
 * runs into student and P.
 */
final class FeatureDistance implements AutoCloseable {
  private static final double SILENT = 1e-6;

  private final TorchNetwork teacher;
  private final Precision precision;
  private final Tensor weight;
  private final Tensor bias;

  /** Of a teacher that is frozen from now on and closed with this. */
  FeatureDistance(TorchNetwork teacher, Precision precision, long seed) {
    this.teacher = teacher;
    this.precision = precision;
    teacher.weights().values().forEach(tensor -> tensor.set_requires_grad(false));
    int channels = teacher.tier().eighth();
    Random random = new Random(seed);
    float[] values = new float[channels * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() / Math.sqrt(channels));
    }
    weight = teacher.device().of(values, channels, channels, 1, 1);
    bias = teacher.device().of(new float[channels], channels);
    weight.set_requires_grad(true);
    bias.set_requires_grad(true);
  }

  /** What is learned beside the student. */
  Map<String, Tensor> learned() {
    return Map.of("weight", weight, "bias", bias);
  }

  /** Of a student's output on a batch; to be called within a PointerScope. */
  Tensor loss(DerainNetwork.Output<Tensor> output, Batch batch) {
    NoGradGuard noGradient = new NoGradGuard();
    Tensor wanted =
        teacher
            .derain(batch.luma(), batch.chroma(), precision)
            .features()
            .toType(torch.ScalarType.Float);
    Tensor size = wanted.square().mean().add(new Scalar(SILENT));
    noGradient.close();
    Tensor said =
        torch.conv2d(
            output.features().toType(torch.ScalarType.Float),
            weight,
            new TensorOptional(bias),
            new long[] {1, 1},
            new long[] {0, 0},
            new long[] {1, 1},
            1);
    return said.sub(wanted).square().mean().div(size);
  }

  @Override
  public void close() {
    weight.close();
    bias.close();
    teacher.close();
  }
}
