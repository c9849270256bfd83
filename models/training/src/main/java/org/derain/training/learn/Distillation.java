package org.derain.training.learn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;
import org.derain.network.Precision;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;
import org.derain.training.data.Sample;

/**
 * A frozen network teaches one that learns: {@code output · mean |student - teacher|} over the
 * derained frames plus {@code features · |P(student) - teacher|² / |teacher|²} over what both
 * understood of the picture. P is the identity, or, where the two have different numbers of
 * channels, a 1x1 convolution that is learned along with the student and then thrown away.
 *
 * <p>The gradient runs into the student and P, never into the teacher.
 */
final class Distillation implements AutoCloseable {
  private static final double SILENT = 1e-6;

  private final Taught taught;
  private final RunFile.Teaching strength;
  private final Map<String, Tensor> projection = new LinkedHashMap<>();

  /**
   * A teacher for one student.
   *
   * @param teacher frozen from now on; it stays the caller's to close
   * @param precision in which the teacher computes
   * @param seed of the projection's random start
   */
  Distillation(
      TorchNetwork teacher,
      TorchNetwork student,
      RunFile.Teaching strength,
      Precision precision,
      long seed) {
    this.taught = new Taught(teacher, precision);
    this.strength = strength;
    teacher.weights().values().forEach(tensor -> tensor.set_requires_grad(false));
    int from = student.tier().eighth();
    int to = teacher.tier().eighth();
    if (from != to && strength.features() > 0) {
      Random random = new Random(seed);
      float[] values = new float[from * to];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() / Math.sqrt(from));
      }
      learn("weight", values, to, from, 1, 1);
      learn("bias", new float[to], to);
    }
  }

  private void learn(String name, float[] values, long... shape) {
    Tensor tensor = taught.device().of(values, shape);
    tensor.set_requires_grad(true);
    projection.put(name, tensor);
  }

  /** What the optimizer learns beside the student and a checkpoint keeps: often nothing. */
  Map<String, Tensor> projection() {
    return projection;
  }

  /**
   * How far the student is from the teacher on some windows; to be called within a PointerScope.
   *
   * @param output what the student made of the windows, with its gradient
   * @param replayed how many windows at the batch's end are of old rain: there the teacher's word
   *     counts fully, on the fresh ones as much as the run file says
   */
  Tensor loss(List<Sample> samples, DerainNetwork.Output<Tensor> output, int replayed) {
    int fresh = samples.size() - replayed;
    long[] asked =
        IntStream.range(0, samples.size())
            .filter(i -> strength.covers(samples.get(i)))
            .mapToLong(i -> i)
            .toArray();
    if (asked.length == 0) {
      return output.frame().sum().mul(new Scalar(0f));
    }
    Taught.Words said =
        taught.of(Arrays.stream(asked).mapToObj(i -> samples.get((int) i)).toList());
    Tensor trust = trust(asked, fresh);
    Tensor rows = taught.device().put(torch.tensor(asked));
    Scalar share = new Scalar((float) asked.length / samples.size());
    Tensor distance = output.frame().index_select(0, rows).sub(said.frame()).abs();
    Tensor loss = distance.mul(trust).mean().mul(share).mul(new Scalar(strength.output()));
    if (strength.features() == 0) {
      return loss;
    }
    Tensor features = projected(output.features().index_select(0, rows));
    Tensor squares = features.sub(said.features()).square().mul(trust).mean().mul(share);
    Tensor size = said.features().square().mean().add(new Scalar(SILENT));
    return loss.add(squares.div(size).mul(new Scalar(strength.features())));
  }

  /** How much the teacher counts on each window that it is asked about, [n, 1, 1, 1]. */
  private Tensor trust(long[] asked, int fresh) {
    float[] values = new float[asked.length];
    for (int i = 0; i < asked.length; i++) {
      values[i] = asked[i] < fresh ? (float) strength.onFresh() : 1;
    }
    return taught.device().of(values, asked.length, 1, 1, 1);
  }

  private Tensor projected(Tensor features) {
    if (projection.isEmpty()) {
      return features;
    }
    return torch.conv2d(
        features,
        projection.get("weight"),
        new TensorOptional(projection.get("bias")),
        new long[] {1, 1},
        new long[] {0, 0},
        new long[] {1, 1},
        1);
  }

  @Override
  public void close() {
    projection.values().forEach(Tensor::close);
  }
}
