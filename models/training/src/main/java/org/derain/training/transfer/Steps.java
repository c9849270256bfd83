package org.derain.training.transfer;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;

/** A short training: steps of AdamW under a cosine, without checkpoints. */
final class Steps {
  private static final int WARM = 20;
  private static final int SAID = 20;

  private Steps() {}

  /**
   * Learns.
   *
   * @param beside what is learned with the network and thrown away
   * @param loss of the next batch, made within a PointerScope
   * @return the mean loss of the last steps
   */
  static double learn(
      RunFile run, TorchNetwork network, Collection<Tensor> beside, Supplier<Tensor> loss) {
    TensorVector learned = network.parameters();
    beside.forEach(learned::push_back);
    AdamWOptions options = new AdamWOptions(run.learningRate());
    options.weight_decay().put(run.weightDecay());
    int steps = run.transfer().stepsEach();
    AtomicBoolean stopped = new AtomicBoolean();
    // libtorch does not survive being unloaded under a running step.
    double sum =
        StopSignal.during(
            () -> stopped.set(true), () -> carryOut(run, learned, options, steps, loss, stopped));
    if (stopped.get()) {
      throw new MediaException(
          "stopped; what real footage teaches is learned from the start again");
    }
    return sum / Math.min(SAID, steps);
  }

  private static double carryOut(
      RunFile run,
      TensorVector learned,
      AdamWOptions options,
      int steps,
      Supplier<Tensor> loss,
      AtomicBoolean stopped) {
    double sum = 0;
    try (AdamW optimizer = new AdamW(learned, options)) {
      for (int step = 0; step < steps && !stopped.get(); step++) {
        double warm = Math.min(1, (step + 1.0) / WARM);
        double falling = 0.5 * (1 + Math.cos(Math.PI * step / steps));
        optimizer.param_groups().get(0).options().set_lr(run.learningRate() * warm * falling);
        try (PointerScope scope = new PointerScope()) {
          Tensor value = loss.get();
          optimizer.zero_grad();
          value.backward();
          optimizer.step();
          sum += step >= steps - SAID ? value.item_float() : 0;
        }
      }
    }
    return sum;
  }
}
