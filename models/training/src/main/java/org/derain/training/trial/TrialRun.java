package org.derain.training.trial;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derain.network.Cost;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;
import org.derain.training.continual.Lesson;
import org.derain.training.data.Footage;
import org.derain.training.data.PseudoTruth;
import org.derain.training.data.RealClips;
import org.derain.training.data.RealRain;
import org.derain.training.data.RenderedWindows;
import org.derain.training.learn.GuideWindows;
import org.derain.training.learn.PairScore;
import org.derain.training.learn.Routing;
import org.derain.training.learn.StartingPoint;
import org.derain.training.learn.Trainer;
import org.derain.training.learn.Validation;
import org.derain.training.transfer.TaskTransfer;

/**
 * Carries out a trial: every arm with every seed, from its own folder if it is done already. Arms
 * of one seed learn from the same windows in the same order, as far as their run files render the
 * same rain.
 */
public final class TrialRun {
  /** Windows of each type by which experts are told apart. */
  private static final int ROUTED = 8;

  private final Path file;
  private final RunFile run;
  private final Footage footage;
  private final PseudoTruth pseudo;
  private final Validation validation;
  private final PrintStream out;

  private TrialRun(
      Path file,
      RunFile run,
      Footage footage,
      PseudoTruth pseudo,
      Validation validation,
      PrintStream out) {
    this.file = file;
    this.run = run;
    this.footage = footage;
    this.pseudo = pseudo;
    this.validation = validation;
    this.out = out;
  }

  /** Carries out what is left of it and writes its table. */
  public static void carryOut(Path file, RunFile run, PrintStream out) {
    out.printf("decoding %d clips%n", run.footage().size());
    try (Footage footage = run.decoded(run.footage());
        RealRain real = run.realPictures();
        RealClips clips = run.realClips();
        PseudoTruth pseudo = run.pseudoTruth();
        Validation validation = new Validation(run, footage, real, clips, pseudo)) {
      new TrialRun(file, run, footage, pseudo, validation, out).carryOut();
    }
  }

  private void carryOut() {
    Map<String, List<ArmFigures>> results = new LinkedHashMap<>();
    for (long seed : run.trial().seeds()) {
      TrialWindows windows = new TrialWindows(footage, pseudo, out);
      for (String name : run.trial().arms().keySet()) {
        RunFile arm = run.arm(file, name, seed);
        out.printf("%s, seed %d%n", name, seed);
        results.computeIfAbsent(name, none -> new ArrayList<>()).add(learn(arm, windows));
      }
    }
    new TrialReport(run, file, results).write(run.out(), out);
  }

  private ArmFigures learn(RunFile arm, TrialWindows windows) {
    Lesson lesson = new Lesson(started(arm));
    Lesson.Learned learned =
        lesson.learn(
            done -> new RenderedWindows(windows.of(arm), arm.seed() + done),
            trainer -> balanced(arm, trainer),
            this::figures,
            out);
    double cost = Cost.of(StartingPoint.tier(arm), 1280, 720).gmac();
    return new ArmFigures(learned.steps() * arm.batch(), learned.seconds(), cost, learned.psnr());
  }

  /** What an arm begins with: arms of one seed share what was learned from real footage. */
  private RunFile started(RunFile arm) {
    if (arm.transfer() == null) {
      return arm;
    }
    Path folder = run.out().resolve("transfer-" + arm.seed());
    String student = TaskTransfer.student(arm, folder, out).toString();
    return arm.part(arm.out(), student, arm.teacher(), arm.minutes(), arm.steps());
  }

  private void balanced(RunFile arm, Trainer trainer) {
    if (arm.weighting() != null) {
      trainer.balance(GuideWindows.of(arm, footage, arm.weighting().perType()));
    }
  }

  /** What a network is worth: gains by type and their mean, dry windows, scores, pairs. */
  private Map<String, Double> figures(TorchNetwork network) {
    if (network.tier().equals(Tier.EXPERTS)) {
      out.print(Routing.of(network, GuideWindows.of(run, footage, ROUTED)));
    }
    Validation.Look look = validation.look(network);
    Map<String, Double> figures = new LinkedHashMap<>();
    look.types().forEach((type, rained) -> figures.put(type.label(), rained.gain()));
    double mean = figures.values().stream().mapToDouble(gain -> gain).average().orElseThrow();
    figures.put("mean", mean);
    figures.put("dry dB", look.dry());
    figures.put("right %", 100 * look.right());
    if (!look.pairs().isEmpty()) {
      figures.put("pairs", PairScore.gain(look.pairs()));
    }
    look.pseudo().ifPresent(real -> figures.put("pseudo truth", real.gain()));
    Validation.Clips clips = look.clips();
    if (clips.rainy() > 0 && clips.dry() > 0) {
      figures.put("rainy clips %", 100.0 * clips.found() / clips.rainy());
      figures.put("dry clips %", 100.0 * clips.passed() / clips.dry());
    }
    return figures;
  }
}
