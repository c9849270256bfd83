package org.derain.training;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.training.config.RunFile;
import org.derain.training.continual.ContinualRun;
import org.derain.training.continual.Experiment;
import org.derain.training.data.Footage;
import org.derain.training.data.PseudoTruth;
import org.derain.training.data.RainMemory;
import org.derain.training.data.RealAndRendered;
import org.derain.training.data.RealClips;
import org.derain.training.data.RealRain;
import org.derain.training.data.SamplePool;
import org.derain.training.data.SampleRenderer;
import org.derain.training.data.WindowSource;
import org.derain.training.glass.GlassRun;
import org.derain.training.learn.Border;
import org.derain.training.learn.FinishedModel;
import org.derain.training.learn.GuideWindows;
import org.derain.training.learn.Pruner;
import org.derain.training.learn.Trainer;
import org.derain.training.learn.TrainingLog;
import org.derain.training.learn.Validation;
import org.derain.training.transfer.TaskTransfer;
import org.derain.training.trial.TrialRun;

/** A run from its file to its model: footage, training, model card and report. */
public final class TrainingRun {
  private TrainingRun() {}

  /** Carries a run out, or what is left of it, and leaves model, card and report in its folder. */
  public static void carryOut(Path file, PrintStream out) {
    if (GlassRun.isOne(file)) {
      GlassRun.carryOut(file, out);
      return;
    }
    RunFile said = RunFile.read(file);
    RunFile run = transferred(said, out);
    if (run.trial() != null) {
      TrialRun.carryOut(file, run, out);
      return;
    }
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
        RealRain real = run.realPictures();
        RealClips clips = run.realClips();
        PseudoTruth pseudo = run.pseudoTruth();
        Validation validation = new Validation(run, footage, real, clips, pseudo);
        Trainer trainer = trainer(run, footage, real, clips, out)) {
      if (run.weighting() != null) {
        trainer.balance(GuideWindows.of(run, footage, run.weighting().perType()));
      }
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
              .mapToObj(i -> seed + 1_000_003L * i)
              .map(from -> withPseudo(run, windows(run, footage, real, clips, from), pseudo, from))
              .toList();
      try (SamplePool pool = new SamplePool(rain, run.pool(), run.reuse(), seed)) {
        // libtorch does not survive being unloaded under a running step.
        StopSignal.during(trainer::stop, () -> trainer.train(pool, validation, log));
      }
      if (trainer.stopped()) {
        throw new MediaException(
            "stopped at step " + trainer.steps() + "; the same command goes on from there");
      }
      Optional<Border> border =
          run.learns() == RunFile.Learns.REMOVAL
              ? Optional.empty()
              : Border.fit(trainer.average(), clips);
      border.ifPresent(moved -> out.printf("%s%n%s%n", moved, validation.clips(trainer.average())));
      FinishedModel.write(
          file, run, trainer.average(), border, trainer.steps(), trainer.seconds(), out);
      learned(run, footage).write(run.out().resolve(RainMemory.FILE));
    }
  }

  /** A run that starts from what was learned of real footage, if it asks for that. */
  private static RunFile transferred(RunFile run, PrintStream out) {
    if (run.transfer() == null || run.trial() != null) {
      return run;
    }
    String student = TaskTransfer.student(run, run.out(), out).toString();
    return run.part(run.out(), student, run.teacher(), run.minutes(), run.steps());
  }

  private static Trainer trainer(
      RunFile run, Footage footage, RealRain real, RealClips clips, PrintStream out) {
    Pruner.prepare(run, () -> windows(run, footage, real, clips, run.seed() + 5), out);
    return new Trainer(run, out);
  }

  /** What is to be reviewed later: some of what was drawn from, or of what was rendered. */
  private static RainMemory learned(RunFile run, Footage footage) {
    if (run.memory() != null && run.memory().part() == 1) {
      return RainMemory.read(run.memory().file()).first();
    }
    return RainMemory.of(
        new SampleRenderer(
            footage, run.patch(), run.mix(run.seed()), run.single(), 0, run.written(), run.seed()),
        run.shares());
  }

  private static WindowSource windows(
      RunFile run, Footage footage, RealRain real, RealClips clips, long seed) {
    WindowSource rendered = run.remembered(run.renderer(footage, seed), seed + 4);
    return run.real() == null
        ? rendered
        : RealAndRendered.told(
            rendered, real, clips, run.real().share(), run.patch(), new Random(seed + 3));
  }

  private static WindowSource withPseudo(
      RunFile run, WindowSource windows, PseudoTruth pseudo, long seed) {
    return run.pseudo() == null
        ? windows
        : RealAndRendered.pseudo(
            windows, pseudo, run.pseudo().share(), run.patch(), new Random(seed + 7));
  }
}
