package org.derain.training;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.derain.network.TorchNetwork;

/**
 * What no window is learned from: held-out parts of the footage under fixed rain, and the pairs.
 */
final class Validation implements AutoCloseable {
  private static final int SHOTS = 3;

  /**
   * One look.
   *
   * @param heldOutInput PSNR of held-out rainy windows over all six channels, dB
   * @param heldOut PSNR of the same windows derained
   * @param dry PSNR of held-out dry windows against themselves
   * @param pairs of each pair clip; empty without the folder
   */
  record Look(double heldOutInput, double heldOut, double dry, List<PairScore> pairs) {}

  private final List<Sample> rainy = new ArrayList<>();
  private final List<Sample> dry = new ArrayList<>();
  private final PairClips pairs;

  Validation(RunFile run, Footage footage) {
    pairs = new PairClips(run.pairs(), SHOTS);
    try (SampleRenderer wet = new SampleRenderer(footage, run.patch(), 0, 0, 4711);
        SampleRenderer none = new SampleRenderer(footage, run.patch(), 1, 0, 4711)) {
      for (Footage.Run clip : footage.heldOut()) {
        rainy.addAll(wet.of(clip.pictures(), 3));
        dry.addAll(none.of(clip.pictures(), 1));
      }
    }
  }

  Look look(TorchNetwork network) {
    double[] wet = error(network, rainy);
    double[] none = error(network, dry);
    return new Look(psnr(wet[0]), psnr(wet[1]), psnr(none[1]), pairs.score(network));
  }

  /** Mean squared error of input and output. */
  private static double[] error(TorchNetwork network, List<Sample> samples) {
    double[] sums = new double[2];
    for (Sample sample : samples) {
      try (PointerScope scope = new PointerScope()) {
        NoGradGuard noGradient = new NoGradGuard();
        Batch batch = Batch.of(List.of(sample));
        Tensor centre =
            TorchNetwork.fold(batch.luma().narrow(1, 2, 1), batch.chroma().narrow(1, 4, 2));
        Tensor output = network.derain(batch.luma(), batch.chroma()).frame();
        sums[0] += centre.sub(batch.truth()).square().mean().item_float() / samples.size();
        sums[1] += output.sub(batch.truth()).square().mean().item_float() / samples.size();
        noGradient.close();
      }
    }
    return sums;
  }

  private static double psnr(double meanSquaredError) {
    return -10 * Math.log10(Math.max(1e-10, meanSquaredError));
  }

  @Override
  public void close() {
    pairs.close();
  }
}
