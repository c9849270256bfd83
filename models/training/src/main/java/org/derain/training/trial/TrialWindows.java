package org.derain.training.trial;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.derain.rain.RainType;
import org.derain.training.config.Remembered;
import org.derain.training.config.RunFile;
import org.derain.training.data.Footage;
import org.derain.training.data.PseudoTruth;
import org.derain.training.data.Recipe;
import org.derain.training.data.Sample;
import org.derain.training.data.SampleRenderer;
import org.derain.training.data.WindowSource;

/** Windows that arms share, rendered once for all whose run files want the same. */
final class TrialWindows {
  /** All that decides what is rendered. */
  private record Wanted(
      long seed,
      int pool,
      int patch,
      double dry,
      Map<RainType, Double> shares,
      double single,
      double screened,
      double overlays,
      Remembered memory) {
    static Wanted of(RunFile run) {
      return new Wanted(
          run.seed(),
          run.pool(),
          run.patch(),
          run.dry(),
          run.shares(),
          run.single(),
          run.screening(),
          run.written(),
          run.memory());
    }
  }

  private final Footage footage;
  private final PseudoTruth pseudo;
  private final PrintStream out;
  private final Map<Wanted, List<Sample>> rendered = new HashMap<>();

  TrialWindows(Footage footage, PseudoTruth pseudo, PrintStream out) {
    this.footage = footage;
    this.pseudo = pseudo;
    this.out = out;
  }

  /** The windows of a run: as many as its pool, or the share of them that it learns from. */
  List<Sample> of(RunFile run) {
    List<Sample> all = rendered.computeIfAbsent(Wanted.of(run), wanted -> render(run));
    double share = run.few() == null ? 1 : run.few();
    return withReal(run, all.subList(0, (int) Math.max(1, Math.round(share * all.size()))));
  }

  /** The windows, of which a share gives way to real rain with a pseudo truth. */
  private List<Sample> withReal(RunFile run, List<Sample> windows) {
    if (run.pseudo() == null) {
      return windows;
    }
    int real = (int) Math.round(run.pseudo().share() * windows.size());
    List<Sample> all = new ArrayList<>(windows.subList(real, windows.size()));
    all.addAll(pseudo.next(new Random(run.seed()), run.patch(), real));
    return all;
  }

  private List<Sample> render(RunFile run) {
    out.printf("  rendering %d windows%n", run.pool());
    List<Sample> windows = new ArrayList<>();
    // A recipe that is remembered comes again and again.
    Map<Recipe, List<Sample>> known = new HashMap<>();
    SampleRenderer renderer =
        new SampleRenderer(
            footage,
            run.patch(),
            run.mix(run.seed() + 1),
            run.single(),
            run.screening(),
            run.written(),
            run.seed());
    try (WindowSource source = run.remembered(renderer, run.seed() + 4)) {
      while (windows.size() < run.pool()) {
        windows.addAll(known.computeIfAbsent(source.recipe(), source::render));
      }
    }
    return windows.subList(0, run.pool());
  }
}
