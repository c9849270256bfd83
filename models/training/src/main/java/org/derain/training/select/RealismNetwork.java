package org.derain.training.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.Device;
import org.derain.training.data.Sample;
import org.derain.training.learn.Batch;

/**
 * A small network that tells windows with rendered rain from those without: real rain, and the
 * footage as it is. Since the footage without rain counts as real, its scenes tell nothing; what is
 * left is how rain looks. It sees the centre without what is wider than a streak, and how the
 * neighbours differ from it.
 */
final class RealismNetwork implements AutoCloseable {
  /** Side of the mean that is taken off the centre, in pixels. */
  private static final int BROAD = 9;

  /** What brings high passes and differences near 1. */
  private static final float RANGE = 10;

  private static final int[] CHANNELS = {5, 16, 32, 32};
  private static final double RATE = 0.002;
  private static final double DECAY = 0.01;
  private static final int BATCH = 32;

  private final List<Tensor> kernels = new ArrayList<>();
  private final List<Tensor> biases = new ArrayList<>();

  /** Random weights from a seed: He's normal distribution, biases zero. */
  RealismNetwork(long seed) {
    Random random = new Random(seed);
    for (int i = 1; i < CHANNELS.length; i++) {
      add(random, CHANNELS[i], CHANNELS[i - 1], 3, 1);
    }
    add(random, 1, 2 * CHANNELS[CHANNELS.length - 1], 1, 0.1);
  }

  private void add(Random random, int out, int in, int kernel, double gain) {
    float[] values = new float[out * in * kernel * kernel];
    double deviation = gain * Math.sqrt(2.0 / (in * kernel * kernel));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    kernels.add(learned(values, out, in, kernel, kernel));
    biases.add(learned(new float[out], out));
  }

  private static Tensor learned(float[] values, long... shape) {
    Tensor tensor = Device.CPU.of(values, shape);
    tensor.set_requires_grad(true);
    return tensor;
  }

  /** How real windows look, before the sigmoid, [n, 1, 1, 1]. */
  private Tensor logits(Tensor luma) {
    Tensor centre = luma.narrow(1, 2, 1);
    Tensor broad =
        torch.avg_pool2d(
            centre,
            new long[] {BROAD, BROAD},
            new long[] {1, 1},
            new long[] {BROAD / 2, BROAD / 2},
            false,
            false,
            new LongOptional());
    Tensor apart = luma.sub(centre);
    Tensor x =
        torch
            .cat(
                new TensorVector(centre.sub(broad), apart.narrow(1, 0, 2), apart.narrow(1, 3, 2)),
                1)
            .mul(new Scalar(RANGE));
    int last = kernels.size() - 1;
    for (int i = 0; i < last; i++) {
      x = conv(x, i, 2).relu();
    }
    Tensor mean = torch.adaptive_avg_pool2d(x, 1, 1);
    Tensor most = torch.amax(x, new long[] {2, 3}, true);
    return conv(torch.cat(new TensorVector(mean, most), 1), last, 1);
  }

  private Tensor conv(Tensor x, int index, int stride) {
    int padding = index == kernels.size() - 1 ? 0 : 1;
    return torch.conv2d(
        x,
        kernels.get(index),
        new TensorOptional(biases.get(index)),
        new long[] {stride, stride},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  /**
   * Learns: in each batch half of the windows have rendered rain, a quarter real rain, a quarter
   * none; a half of all is mirrored. AdamW, the rate falling to nought.
   *
   * @param steps batches of {@value #BATCH}
   * @return mean cross-entropy over the last tenth of the steps
   */
  double learn(List<Sample> rendered, List<Sample> real, List<Sample> dry, int steps, long seed) {
    Random random = new Random(seed);
    TensorVector weights = new TensorVector();
    kernels.forEach(weights::push_back);
    biases.forEach(weights::push_back);
    AdamWOptions options = new AdamWOptions(RATE);
    options.weight_decay().put(DECAY);
    double sum = 0;
    int last = Math.max(1, steps / 10);
    try (AdamW optimizer = new AdamW(weights, options)) {
      for (int step = 0; step < steps; step++) {
        List<Sample> some = new ArrayList<>();
        float[] wanted = new float[BATCH];
        for (int i = 0; i < BATCH; i++) {
          List<Sample> from = i % 2 == 0 ? rendered : i % 4 == 1 ? real : dry;
          some.add(from.get(random.nextInt(from.size())));
          wanted[i] = i % 2;
        }
        optimizer.param_groups().get(0).options().set_lr(RATE * (1 - (double) step / steps));
        double loss = step(optimizer, some, wanted, random.nextBoolean());
        sum += step >= steps - last ? loss / last : 0;
      }
    }
    return sum;
  }

  private double step(AdamW optimizer, List<Sample> some, float[] wanted, boolean mirrored) {
    try (PointerScope scope = new PointerScope()) {
      Tensor luma = Batch.of(some).luma();
      Tensor said = logits(mirrored ? luma.flip(new long[] {3}) : luma);
      Tensor truth = Device.CPU.of(wanted, wanted.length, 1, 1, 1);
      // log(1 + e^x) - x · wanted is the cross-entropy of the sigmoid of x.
      Tensor loss = torch.softplus(said).sub(said.mul(truth)).mean();
      optimizer.zero_grad();
      loss.backward();
      optimizer.step();
      return loss.item_float();
    }
  }

  /** How real windows look: above 0 for real, the more the surer. */
  List<Double> judge(List<Sample> samples) {
    List<Double> said = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += BATCH) {
      List<Sample> some = samples.subList(from, Math.min(samples.size(), from + BATCH));
      try (PointerScope scope = new PointerScope();
          NoGradGuard noGradient = new NoGradGuard()) {
        FloatPointer values = logits(Batch.of(some).luma()).contiguous().data_ptr_float();
        for (int i = 0; i < some.size(); i++) {
          said.add((double) values.get(i));
        }
      }
    }
    return said;
  }

  @Override
  public void close() {
    kernels.forEach(Tensor::close);
    biases.forEach(Tensor::close);
  }
}
