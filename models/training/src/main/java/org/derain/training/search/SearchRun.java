package org.derain.training.search;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.network.Tier;
import org.derain.training.config.RunFile;
import org.derain.training.config.Search;
import org.derain.training.data.Footage;
import org.derain.training.data.PseudoTruth;
import org.derain.training.data.RealClips;
import org.derain.training.data.RealRain;
import org.derain.training.data.SamplePool;
import org.derain.training.learn.FinishedModel;
import org.derain.training.learn.Pruner;
import org.derain.training.learn.StartingPoint;
import org.derain.training.learn.Trainer;
import org.derain.training.learn.Validation;

/**
 * Looks for the network that takes off most rain within a time for a frame, by successive halving
 * (Jamieson and Talwalkar; Li et al., Hyperband, arXiv 1603.06560): candidates that are fast enough
 * are pruned out of one model and taught by it for a little while; the better ones go on for
 * longer, until one is left, which is trained to the end.
 */
public final class SearchRun {
  private final Path file;
  private final RunFile run;
  private final Search search;
  private final Tier around;
  private final Standing standing;
  private final PrintStream out;
  private final Map<String, Candidate> candidates = new HashMap<>();

  private SearchRun(Path file, RunFile run, PrintStream out) {
    this.file = file;
    this.run = run;
    this.search = run.search();
    this.around = StartingPoint.read(run.start()).tier();
    this.standing = new Standing(run.out());
    this.out = out;
  }

  /** Carries a search out, or what is left of it, and leaves model, card and report. */
  public static void carryOut(Path file, PrintStream out) {
    RunFile run = RunFile.read(file);
    if (run.search() == null || run.start() == null || run.prune() != null) {
      throw new MediaException(file + ": needs a search and a start, and no prune");
    }
    new SearchRun(file, run, out).carryOut();
  }

  private void carryOut() {
    List<String> names = timed();
    out.printf("decoding %d clips%n", run.footage().size());
    try (Footage footage = run.decoded(run.footage());
        RealRain none = new RealRain(null);
        RealClips clips = new RealClips(List.of());
        PseudoTruth pseudo = new PseudoTruth(List.of());
        Validation validation = new Validation(run, footage, none, clips, pseudo);
        SamplePool pool =
            new SamplePool(
                List.of(run.renderer(footage, run.seed())), run.pool(), run.reuse(), run.seed())) {
      double minutes = search.minutes();
      for (int round = 0; ; round++) {
        out.printf(
            Locale.ROOT,
            "round %d: %d candidates, %.1f minutes%n",
            round + 1,
            names.size(),
            minutes);
        for (String name : names) {
          learn(name, round, minutes, footage, validation, pool);
        }
        write();
        if (names.size() == 1) {
          break;
        }
        int left = (names.size() + search.halving() - 1) / search.halving();
        names = standing.best(names, round, left);
        minutes *= search.halving();
      }
      finish(names.get(0), minutes, footage, validation, pool);
    }
    write();
  }

  /** The names of those that are fast enough; the costliest of them, since they can do most. */
  private List<String> timed() {
    Stopwatch watch = new Stopwatch(search);
    List<String> names = new ArrayList<>();
    for (Candidate candidate : Candidates.around(around, search)) {
      String name = candidate.name(around);
      candidates.put(name, candidate);
      if (names.size() == search.candidates()) {
        continue;
      }
      if (!standing.entries().containsKey(name)) {
        double milliseconds = watch.milliseconds(candidate);
        standing.put(
            name,
            new Standing.Entry(
                candidate.numbers(),
                candidate.scale(),
                candidate.gmac(search),
                milliseconds,
                List.of()));
        out.printf(Locale.ROOT, "%-40s %7.1f ms%n", name, milliseconds);
      }
      if (standing.entries().get(name).milliseconds() <= search.milliseconds()) {
        names.add(name);
      }
    }
    if (names.isEmpty()) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "no candidate takes %.1f ms or less; allow more, or smaller windows or scales",
              search.milliseconds()));
    }
    return names;
  }

  private RunFile part(String name, double minutes) {
    Map<String, Object> keys = new HashMap<>();
    keys.put("search", null);
    keys.put("prune", Map.of("to", candidates.get(name).numbers()));
    keys.put("minutes", minutes);
    keys.put("out", run.out().resolve(name).toString());
    return RunFile.changed(file, keys);
  }

  /** Trains a candidate up to so many minutes in all, unless it was. */
  private void learn(
      String name,
      int round,
      double minutes,
      Footage footage,
      Validation validation,
      SamplePool pool) {
    if (standing.entries().get(name).gains().size() > round) {
      return;
    }
    RunFile part = part(name, minutes);
    try (Trainer trainer = train(part, footage, pool)) {
      standing.gained(name, validation.gain(trainer.average(), candidates.get(name).scale()));
      out.printf(
          Locale.ROOT,
          "%-40s %7.1f ms  %+.2f dB%n",
          name,
          standing.entries().get(name).milliseconds(),
          standing.entries().get(name).gain());
    }
  }

  private Trainer train(RunFile part, Footage footage, SamplePool pool) {
    Pruner.prepare(part, () -> run.renderer(footage, run.seed() + 5), out);
    Trainer trainer = new Trainer(part, out);
    try {
      StopSignal.during(
          trainer::stop, () -> trainer.train(pool, (step, seconds, loss, rate) -> {}));
      if (trainer.stopped()) {
        throw new MediaException("stopped; the same command goes on from there");
      }
      return trainer;
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }

  /** Trains the one that is left to the end of the run file's minutes. */
  private void finish(
      String name, double minutes, Footage footage, Validation validation, SamplePool pool) {
    RunFile part = part(name, Math.max(run.minutes(), minutes));
    try (Trainer trainer = train(part, footage, pool)) {
      double gain = validation.gain(trainer.average(), candidates.get(name).scale());
      out.printf(Locale.ROOT, "%s is left: held-out %+.2f dB%n", name, gain);
      FinishedModel.write(file, part, trainer.average(), trainer.steps(), trainer.seconds(), out);
    }
  }

  private void write() {
    new SearchReport(run, standing).write(run.out(), out);
  }
}
