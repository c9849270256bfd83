package org.derain.training;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.network.Cost;
import org.derain.network.OnnxExport;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;
import org.derain.training.continual.ContinualRun;
import org.derain.training.continual.Experiment;
import org.derain.training.data.Footage;
import org.derain.training.data.RainMemory;
import org.derain.training.data.RealAndRendered;
import org.derain.training.data.RealRain;
import org.derain.training.data.SamplePool;
import org.derain.training.data.SampleRenderer;
import org.derain.training.data.WindowSource;
import org.derain.training.learn.PairClips;
import org.derain.training.learn.PairScore;
import org.derain.training.learn.Report;
import org.derain.training.learn.StartingPoint;
import org.derain.training.learn.Trainer;
import org.derain.training.learn.TrainingLog;
import org.derain.training.learn.Validation;
import org.derain.zoo.Model;
import org.derain.zoo.ModelCard;

/** A run from its file to its model: footage, training, model card and report. */
public final class TrainingRun {
  private static final int ALL_FRAMES = 100_000;

  private TrainingRun() {}

  /** Carries a run out, or what is left of it, and leaves model, card and report in its folder. */
  public static void carryOut(Path file, PrintStream out) {
    RunFile run = RunFile.read(file);
    if (run.arms() != null) {
      Experiment.carryOut(file, run, out);
      return;
    }
    if (run.tasks() != null) {
      ContinualRun.carryOut(file, run, out);
      return;
    }
    out.printf("decoding %d clips%n", run.footage().size());
    try (Footage footage = run.decoded(run.footage());
        RealRain real = new RealRain(run.real() == null ? null : run.real().folder());
        Validation validation = new Validation(run, footage, real);
        Trainer trainer = new Trainer(run, out)) {
      long seed = run.seed() + trainer.steps();
      TrainingLog log = new TrainingLog(run.out().resolve("log.csv"));
      out.printf(
          Locale.ROOT,
          "training for %.0f minutes in all; a line every %.1f minutes, more in %s%n",
          run.minutes(),
          Trainer.VALIDATION_SECONDS / 60,
          run.out().resolve("log.csv"));
      List<WindowSource> rain =
          IntStream.range(0, run.rainThreads())
              .mapToObj(i -> windows(run, footage, real, seed + 1_000_003L * i))
              .toList();
      try (SamplePool pool = new SamplePool(rain, run.pool(), run.reuse(), seed)) {
        // libtorch does not survive being unloaded under a running step.
        StopSignal.during(trainer::stop, () -> trainer.train(pool, validation, log));
      }
      if (trainer.stopped()) {
        throw new MediaException(
            "stopped at step " + trainer.steps() + "; the same command goes on from there");
      }
      finish(file, run, trainer.average(), trainer.steps(), trainer.seconds(), out);
      RainMemory.of(
              new SampleRenderer(
                  footage,
                  run.patch(),
                  run.mix(run.seed()),
                  run.single(),
                  0,
                  run.written(),
                  run.seed()),
              run.shares())
          .write(run.out().resolve(RainMemory.FILE));
    }
  }

  private static WindowSource windows(RunFile run, Footage footage, RealRain real, long seed) {
    WindowSource rendered =
        new SampleRenderer(
            footage,
            run.patch(),
            run.mix(seed),
            run.single(),
            run.screening(),
            run.written(),
            seed);
    return run.real() == null
        ? rendered
        : new RealAndRendered(
            rendered, real, run.real().share(), run.patch(), new Random(seed + 3));
  }

  /** Leaves model, card and report of a network that is done. */
  public static void finish(
      Path file, RunFile run, TorchNetwork network, long steps, double seconds, PrintStream out) {
    Tier tier = Tier.of(run.tier());
    byte[] onnx = OnnxExport.file(run.name(), tier, network.values());
    try (PairClips pairs = new PairClips(run.pairs(), ALL_FRAMES)) {
      List<PairScore> scores = pairs.score(network);
      ModelCard card = card(file, run, steps, seconds, onnx.length, scores);
      Model.of(run.name(), card, onnx);
      Path model = run.out().resolve(run.name() + ".onnx");
      Path page = run.out().resolve("report.html");
      Files.write(model, onnx);
      Files.writeString(run.out().resolve(run.name() + ".json"), card.toJson() + "\n");
      Files.writeString(page, new Report(run, card, pairs, network).html());
      if (!scores.isEmpty()) {
        out.printf(Locale.ROOT, "mean gain on the pairs %+.2f dB%n", PairScore.gain(scores));
      }
      out.println("model  " + model);
      out.println("report " + page);
    } catch (IOException e) {
      throw new MediaException(run.out() + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static ModelCard card(
      Path file, RunFile run, long steps, double seconds, long bytes, List<PairScore> scores) {
    Cost cost = Cost.of(Tier.of(run.tier()), 1280, 720);
    return new ModelCard(
        run.name(),
        run.description(),
        cost.parameters(),
        bytes,
        Math.round(cost.gmac() * 100) / 100.0,
        Tier.of(run.tier()).window(),
        new ModelCard.Training(
            file.getFileName().toString(),
            run.seed(),
            steps,
            steps * run.batch(),
            Math.round(seconds),
            footage(run),
            run.start(),
            run.teacher() == null ? null : StartingPoint.read(run.teacher()).tier().name()),
        new ModelCard.Quality(
            scores.stream()
                .map(
                    s ->
                        new ModelCard.Pair(
                            s.name(),
                            round(s.input()),
                            round(s.output()),
                            round(s.median3()),
                            round(s.median5())))
                .toList(),
            round(PairScore.gain(scores))),
        run.limits());
  }

  private static List<ModelCard.Footage> footage(RunFile run) {
    Stream<ModelCard.Footage> clips =
        run.allFootage().stream()
            .map(c -> new ModelCard.Footage(c.file().getFileName().toString(), c.licence()));
    return run.photographs() == null
        ? clips.toList()
        : Stream.concat(clips, run.photographs().sources().stream()).toList();
  }

  private static double round(double decibels) {
    return Math.round(decibels * 100) / 100.0;
  }
}
