package org.derain.training.glass;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.frames.MediaException;
import org.derain.frames.TimeStatistics;
import org.derain.frames.WholeFile;
import org.derain.network.Device;
import org.derain.network.GlassFinder;

/**
 * Learns where drops are: cross-entropy and Dice loss (Milletari et al., 2016), AdamW, the rate
 * falling to nought over the minutes, a running average of the weights as the result.
 */
final class GlassTrainer implements AutoCloseable {
  private static final int AREA = GlassSamples.SIDE * GlassSamples.SIDE;
  private static final int STATISTICS = TimeStatistics.CHANNELS * AREA;

  /** Samples that are kept, and those drawn anew for a batch. */
  private static final int POOL = 400;

  private static final int FRESH = 3;
  private static final double AVERAGING = 0.997;
  private static final double REPORT = 120;

  private final GlassRun run;
  private final GlassSamples samples;
  private final GlassFinder network;
  private final Map<String, float[]> average;
  private final GlassJudge judge;
  private final Random random;
  private final List<float[]> poolStatistics = new ArrayList<>();
  private final List<float[]> poolCovered = new ArrayList<>();
  private final float[] statistics;
  private final float[] covered;

  GlassTrainer(GlassRun run, List<GlassClip> clips) {
    this.run = run;
    this.random = new Random(run.seed());
    this.network = new GlassFinder(run.seed());
    if (run.start() != null) {
      network.load(GlassFinder.values(read(run.start())));
    }
    this.average = network.values();
    this.samples = new GlassSamples(part(clips, false), run.seed());
    this.statistics = new float[run.batch() * STATISTICS];
    this.covered = new float[run.batch() * AREA];
    this.judge = new GlassJudge(new GlassSamples(part(clips, true), 7));
  }

  private static byte[] read(Path start) {
    try {
      return Files.readAllBytes(start);
    } catch (IOException e) {
      throw new MediaException(start + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private List<GlassClip> part(List<GlassClip> clips, boolean judged) {
    return clips.stream().filter(clip -> clip.judged() == judged).toList();
  }

  /**
   * Learns for the minutes of the run; a line and glass.onnx every two minutes.
   *
   * @return steps
   */
  long train(PrintStream out) throws IOException {
    torch.set_num_threads(run.threads());
    AdamWOptions options = new AdamWOptions(run.rate());
    options.weight_decay().put(1e-3);
    long start = System.nanoTime();
    double next = REPORT / 4;
    double loss = 0;
    double rendering = 0;
    int counted = 0;
    try (AdamW optimizer = new AdamW(network.parameters(), options)) {
      for (int step = 1; ; step++) {
        double seconds = (System.nanoTime() - start) / 1e9;
        double done = seconds / (60 * run.minutes());
        if (done >= 1 || seconds >= next) {
          report(step, seconds, loss / Math.max(1, counted), rendering / seconds, out);
          next = seconds + REPORT;
          loss = 0;
          counted = 0;
        }
        if (done >= 1) {
          return step - 1;
        }
        double warm = Math.min(1, step / 100.0);
        double rate = run.rate() * warm * 0.5 * (1 + Math.cos(Math.PI * done));
        optimizer.param_groups().get(0).options().set_lr(rate);
        long drawn = System.nanoTime();
        draw();
        rendering += (System.nanoTime() - drawn) / 1e9;
        loss += step(optimizer);
        counted++;
        follow(Math.min(AVERAGING, step / (step + 20.0)));
      }
    }
  }

  /** A few new samples take the place of old ones, and a batch is drawn of all. */
  private void draw() {
    for (int i = 0; i < FRESH; i++) {
      boolean full = poolStatistics.size() == POOL;
      int at = full ? random.nextInt(POOL) : poolStatistics.size();
      if (!full) {
        poolStatistics.add(new float[STATISTICS]);
        poolCovered.add(new float[AREA]);
      }
      samples.next(poolStatistics.get(at), 0, poolCovered.get(at));
    }
    for (int i = 0; i < run.batch(); i++) {
      int at = random.nextInt(poolStatistics.size());
      System.arraycopy(poolStatistics.get(at), 0, statistics, i * STATISTICS, STATISTICS);
      System.arraycopy(poolCovered.get(at), 0, covered, i * AREA, AREA);
    }
  }

  private double step(AdamW optimizer) {
    try (PointerScope scope = new PointerScope()) {
      int side = GlassSamples.SIDE;
      Tensor x = Device.CPU.of(statistics, run.batch(), TimeStatistics.CHANNELS, side, side);
      Tensor truth = Device.CPU.of(covered, run.batch(), 1, side, side);
      if (random.nextBoolean()) {
        x = x.flip(3);
        truth = truth.flip(3);
      }
      Tensor said = network.logits(x);
      // log(1 + e^x) - x · truth is the cross-entropy of the sigmoid of x.
      Tensor entropy = torch.softplus(said).sub(said.mul(truth)).mean();
      Tensor share = said.sigmoid();
      Tensor both = share.mul(truth).sum();
      Tensor all = share.sum().add(truth.sum()).add(new Scalar(1.0));
      Tensor dice = both.mul(new Scalar(-2.0)).div(all).add(new Scalar(1.0));
      Tensor loss = entropy.add(dice.mul(new Scalar(0.3)));
      optimizer.zero_grad();
      loss.backward();
      optimizer.step();
      return loss.item_float();
    }
  }

  private void follow(double kept) {
    try (PointerScope scope = new PointerScope()) {
      network
          .values()
          .forEach(
              (name, now) -> {
                float[] mean = average.get(name);
                for (int i = 0; i < mean.length; i++) {
                  mean[i] += (float) ((1 - kept) * (now[i] - mean[i]));
                }
              });
    }
  }

  private void report(int step, double seconds, double loss, double drawn, PrintStream out)
      throws IOException {
    Map<String, float[]> copy = new LinkedHashMap<>();
    average.forEach((name, values) -> copy.put(name, values.clone()));
    String figures;
    try (GlassFinder mean = new GlassFinder(0)) {
      mean.load(copy);
      figures = judge.figures(mean);
    }
    String line = String.format(Locale.ROOT, "%d,%.0f,%.4f,%s", step, seconds, loss, figures);
    out.println(line + String.format(Locale.ROOT, "  (drawing %.2f of the time)", drawn));
    Files.writeString(
        run.out().resolve("log.csv"),
        line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    Path file = run.out().resolve("glass.onnx");
    Path part = run.out().resolve("glass.onnx.part");
    Files.write(part, GlassFinder.onnx(copy));
    WholeFile.publish(part, file, true);
  }

  @Override
  public void close() {
    network.close();
  }
}
