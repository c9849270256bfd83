package org.derain.training.select;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.derain.frames.MediaException;
import org.derain.training.config.RunFile;
import org.derain.training.data.Footage;
import org.derain.training.learn.Rows;
import org.derain.training.trial.TrialRun;

/** A selection from its run file to its memories, and the table that compares what they teach. */
public final class SelectionRun {
  /** A window without rain for so many candidates teaches the network what footage looks like. */
  private static final int DRY = 4;

  /** Steps of each network that tells real from rendered: one for so many candidates. */
  private static final int STEP = 6;

  private static final int FEWEST_STEPS = 20;
  private static final int MOST_STEPS = 300;

  private final RunFile run;
  private final PrintStream out;

  private SelectionRun(RunFile run, PrintStream out) {
    this.run = run;
    this.out = out;
  }

  /** Carries out what is left of a run's selection, and of its table if it asks for one. */
  public static void carryOut(Path file, PrintStream out) {
    RunFile run = RunFile.read(file);
    if (run.select() == null) {
      throw new MediaException(
          file + ": has no key select, which says how to choose; see docs/TRAINING.md");
    }
    Chosen chosen = new Chosen(run.out());
    try {
      Files.createDirectories(run.out());
    } catch (IOException e) {
      throw new MediaException(run.out() + ": cannot be written: " + e.getMessage(), e);
    }
    torch.set_num_threads(run.threads());
    if (chosen.done(run)) {
      out.println("chosen already: " + chosen.kept());
    } else {
      Outcome outcome = new SelectionRun(run, out).select();
      chosen.write(run, outcome);
      said(outcome, out);
    }
    out.println("memory " + chosen.kept());
    out.println("page   " + chosen.page());
    if (run.trial() != null) {
      TrialRun.carryOut(file, run, out);
    }
  }

  private static void said(Outcome outcome, PrintStream out) {
    OutcomeTable table = new OutcomeTable(outcome);
    out.print(Rows.markdown(table.votes()));
    out.println();
    out.print(Rows.markdown(table.traits(null)));
    out.println();
  }

  private Outcome select() {
    out.printf("decoding %d clips%n", run.footage().size());
    try (Footage footage = run.decoded(run.footage());
        Impressions eye = new Impressions(run.select().by(), run.on())) {
      Views views = new Views(run, eye, out);
      out.println("looking at real rain");
      List<View> library = views.library();
      out.printf("  %d windows%n", library.size());
      int count = run.select().candidates();
      out.printf("rendering %d candidates%n", count);
      List<View> candidates = views.candidates(footage);
      List<View> dry = views.dry(footage, Math.max(DRY, count / DRY));
      out.println("telling real from rendered");
      int steps = Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, count / STEP));
      Map<View, Double> likeness =
          new CrossValidation(steps, run.seed()).judge(candidates, library, dry, out);
      return judged(candidates, library, dry, likeness);
    }
  }

  private Outcome judged(
      List<View> candidates, List<View> library, List<View> dry, Map<View, Double> likeness) {
    double told =
        CrossValidation.rightPairs(
            library.stream().map(likeness::get).toList(),
            candidates.stream().map(likeness::get).toList());
    double dryReal =
        (double) dry.stream().filter(view -> likeness.get(view) > 0).count() / dry.size();
    out.printf(
        Locale.ROOT,
        "  on clips not seen: %.1f %% of pairs right; %.1f %% of dry footage called real%n",
        100 * told,
        100 * dryReal);
    out.println("judging");
    Retrieval retrieval = new Retrieval(library, candidates, run.select().steps());
    Judges judges = new Judges(retrieval, likeness, library, run.select().turnedDown());
    List<Verdict> verdicts = candidates.stream().map(judges::of).toList();
    int clips = (int) library.stream().map(View::clip).distinct().count();
    return new Outcome(
        candidates,
        verdicts,
        new int[] {library.size(), clips},
        told,
        dryReal,
        judges.natural(),
        judges.near());
  }
}
