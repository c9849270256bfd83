package org.derain.training.learn;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.derain.network.DerainNetwork;
import org.derain.network.Device;
import org.derain.network.Precision;
import org.derain.network.TorchNetwork;
import org.derain.rain.RainType;
import org.derain.training.config.RunFile;
import org.derain.training.config.RunFile.Learns;
import org.derain.training.data.Sample;
import org.derain.training.data.Windows;

/**
 * One supervised run: draws windows, steps AdamW under a cosine schedule, keeps a running average
 * of the weights (which is what is judged and shipped), writes a checkpoint twice a minute and goes
 * on from it when started again.
 */
public final class Trainer implements AutoCloseable {
  private static final double CHECKPOINT_SECONDS = 30;

  /** Between two looks at the validation. */
  public static final double VALIDATION_SECONDS = 150;

  private final RunFile run;
  private final PrintStream log;
  private final TorchNetwork network;
  private final TorchNetwork average;
  private final TorchNetwork teacher;
  private final Distillation distillation;
  private final RainMap map;
  private final AdamW optimizer;
  private final Path checkpoint;
  private final Precision precision;
  private Balance balance;
  private volatile boolean stopped;
  private long step;
  private double seconds;

  public Trainer(RunFile run, PrintStream log) {
    this.run = run;
    this.log = log;
    torch.set_num_threads(run.threads());
    Device device = device(run, log);
    precision = Precision.fastest(device);
    network = new TorchNetwork(StartingPoint.tier(run), run.seed(), device);
    average = new TorchNetwork(network.tier(), run.seed(), device);
    AdamWOptions options = new AdamWOptions(run.learningRate());
    options.weight_decay().put(run.weightDecay());
    teacher = run.teacher() == null ? null : StartingPoint.network(run.teacher(), device);
    distillation =
        teacher == null
            ? null
            : new Distillation(teacher, network, run.distillation(), precision, run.seed() + 2);
    map = new RainMap("map", network.tier().eighth(), device);
    TensorVector learned = network.parameters();
    beside().values().forEach(learned::push_back);
    optimizer = new AdamW(learned, options);
    checkpoint = run.out().resolve("checkpoint.pt");
    try {
      Files.createDirectories(run.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (Files.exists(checkpoint)) {
      Checkpoint state = Checkpoint.read(checkpoint, network, average, optimizer, beside());
      step = state.step();
      seconds = state.seconds();
      log.printf(
          Locale.ROOT, "resumed at step %d after %.1f minutes of training%n", step, seconds / 60);
    } else {
      Map<String, float[]> weights = StartingPoint.weights(run, network);
      network.load(weights);
      average.load(weights);
    }
    network.weights().forEach((name, tensor) -> tensor.set_requires_grad(learns(name)));
  }

  /** Where to train; a GPU is named, and tries convolutions out for each size of window. */
  private static Device device(RunFile run, PrintStream log) {
    Device device = run.on();
    if (device == Device.CUDA) {
      torch.globalContext().setBenchmarkCuDNN(true);
      log.println("training on the GPU");
    }
    return device;
  }

  private boolean learns(String weight) {
    Learns learns = run.learns() == null ? Learns.ALL : run.learns();
    return switch (learns) {
      case ALL -> true;
      case SCORE -> DerainNetwork.recognises(weight);
      case READING -> DerainNetwork.reads(weight);
      case REMOVAL -> !DerainNetwork.recognises(weight);
    };
  }

  /** What is learned beside the network and thrown away in the end. */
  private Map<String, Tensor> beside() {
    Map<String, Tensor> all = new LinkedHashMap<>(map.weights());
    if (distillation != null) {
      all.putAll(distillation.projection());
    }
    return all;
  }

  /** Lets the types of rain count as the run file's weighting says, by held-out windows of each. */
  public void balance(Map<RainType, List<Sample>> guide) {
    if (run.weighting() != null) {
      balance = new Balance(run.weighting(), guide, run.out(), step);
    }
  }

  /** The averaged weights: what is judged and shipped. */
  public TorchNetwork average() {
    return average;
  }

  public long steps() {
    return step;
  }

  public double seconds() {
    return seconds;
  }

  private double progress() {
    double time = seconds / (60 * run.minutes());
    return Math.min(1, run.steps() > 0 ? Math.max(time, (double) step / run.steps()) : time);
  }

  /** Told now and then, and in the end, how a training goes. */
  public interface Observer {
    /**
     * Looks.
     *
     * @param loss mean since the last look
     * @param rate of learning
     */
    void look(long step, double seconds, double loss, double rate);
  }

  /** Trains until the run file's time or steps are used up; returns the steps done so far. */
  public long train(Windows windows, Validation validation, TrainingLog csv) {
    return train(
        windows,
        (at, spent, loss, rate) ->
            csv.add(
                at,
                spent,
                loss,
                rate,
                validation.look(average),
                balance == null ? Map.of() : balance.now(),
                log));
  }

  /** Trains until the run file's time or steps are used up; returns the steps done so far. */
  public long train(Windows windows, Observer observer) {
    double lossSum = 0;
    long lossCount = 0;
    double lastCheckpoint = seconds;
    double lastValidation = seconds;
    while (progress() < 1 && !stopped) {
      long start = System.nanoTime();
      List<Sample> samples = windows.draw(run.batch());
      double loss = step(samples, windows.replayed(run.batch()));
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException(
            "the loss is not a number at step " + step + "; lower learningRate in the run file");
      }
      seconds += (System.nanoTime() - start) / 1e9;
      lossSum += loss;
      lossCount++;
      if (seconds - lastCheckpoint > CHECKPOINT_SECONDS) {
        checkpoint();
        lastCheckpoint = seconds;
      }
      if (seconds - lastValidation > VALIDATION_SECONDS || progress() >= 1) {
        observer.look(step, seconds, lossSum / lossCount, rate());
        lossSum = 0;
        lossCount = 0;
        lastValidation = seconds;
      }
    }
    checkpoint();
    return step;
  }

  /** Ends {@link #train} after the step that runs now. Any thread may call it. */
  public void stop() {
    stopped = true;
  }

  public boolean stopped() {
    return stopped;
  }

  /** Writes where the run stands; a trainer of the same run file starts from it. */
  public void checkpoint() {
    new Checkpoint(step, seconds).write(checkpoint, network, average, optimizer, beside());
  }

  /** Cosine from the run file's rate to its final share, after a short linear start. */
  private double rate() {
    double warm = Math.min(1, (step + 1) / 200.0);
    double left = run.rateLeft();
    double falling = 0.5 * (1 + Math.cos(Math.PI * progress()));
    return run.learningRate() * warm * (left + (1 - left) * falling);
  }

  /** One step on a batch of fresh windows; returns the loss. */
  public double step(List<Sample> samples) {
    return step(samples, 0);
  }

  /**
   * One step on a batch; returns the loss.
   *
   * @param replayed how many windows at its end are old ones
   */
  public double step(List<Sample> samples, int replayed) {
    optimizer.param_groups().get(0).options().set_lr(rate());
    double value;
    try (PointerScope scope = new PointerScope()) {
      Batch batch = Batch.of(samples, network.device());
      Tensor loss = run.ofScoreAlone() ? score(batch) : whole(batch, samples, replayed);
      optimizer.zero_grad();
      loss.backward();
      optimizer.step();
      value = loss.item_float();
    }
    step++;
    if (balance != null) {
      balance.after(step, network, precision);
    }
    // A young average forgets faster, or the random start would stay in it.
    double kept = Math.min(run.averaging(), (1.0 + step) / (10 + step));
    try (PointerScope scope = new PointerScope()) {
      NoGradGuard noGradient = new NoGradGuard();
      average
          .weights()
          .forEach(
              (name, tensor) -> tensor.lerp_(network.weights().get(name), new Scalar(1 - kept)));
      noGradient.close();
    }
    return value;
  }

  private Tensor score(Batch batch) {
    return score(network.recognise(batch.luma(), batch.chroma(), precision), batch);
  }

  private Tensor score(DerainNetwork.Recognition<Tensor> said, Batch batch) {
    Tensor types = said.map().narrow(1, 0, DerainNetwork.TYPES);
    return Losses.recognition(said, batch).add(RainMap.drawn(types, batch));
  }

  private Tensor whole(Batch batch, List<Sample> samples, int replayed) {
    var output = OpenGate.where(batch, network.derain(batch.luma(), batch.chroma(), precision));
    Tensor distance =
        balance == null
            ? Losses.reconstruction(output.frame(), batch)
            : Losses.alike(output.frame(), batch, balance.counts(samples, network.device()));
    Tensor loss = distance.add(map.loss(output.features(), batch));
    if (!output.routes().isEmpty()) {
      loss = loss.add(Losses.uneven(output.routes()));
    }
    if (run.learns() != Learns.REMOVAL) {
      loss = loss.add(score(output.recognition(), batch));
    }
    return distillation == null ? loss : loss.add(distillation.loss(samples, output, replayed));
  }

  @Override
  public void close() {
    optimizer.close();
    network.close();
    average.close();
    map.close();
    if (distillation != null) {
      distillation.close();
      teacher.close();
    }
  }
}
