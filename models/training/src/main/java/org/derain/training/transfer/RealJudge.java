package org.derain.training.transfer;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.derain.network.Precision;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;
import org.derain.training.config.Transfer;
import org.derain.training.data.Sample;
import org.derain.training.learn.Batch;

/** Real clips that nothing was learned from: how many of them the rain score tells right. */
public final class RealJudge {
  private static final int WINDOWS = 8;
  private static final long SEED = 4711;

  private final List<List<Sample>> rainy;
  private final List<List<Sample>> dry;

  /** Of the judged clips of a run's transfer. */
  public RealJudge(RunFile run) {
    Transfer.Judged clips = run.transfer().judged();
    rainy = RealWindows.of(clips.rainy(), 1, WINDOWS, run.patch(), SEED);
    dry = RealWindows.of(clips.dry(), 0, WINDOWS, run.patch(), SEED);
  }

  /** Mean of the shares of rainy and of dry clips told right by the mean score, in percent. */
  public double right(TorchNetwork network) {
    double found = share(network, rainy);
    double alarms = share(network, dry);
    return 50 * (found + 1 - alarms);
  }

  private static double share(TorchNetwork network, List<List<Sample>> clips) {
    return clips.stream().filter(clip -> score(network, clip) >= 0.5).count()
        / (double) Math.max(1, clips.size());
  }

  private static double score(TorchNetwork network, List<Sample> clip) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradient = new NoGradGuard()) {
      Batch batch = Batch.of(clip, network.device());
      return network
          .recognise(batch.luma(), batch.chroma(), Precision.FLOAT)
          .rain()
          .mean()
          .item_float();
    }
  }
}
