package org.derain.training.select;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.derain.rain.RainParameters;
import org.derain.rain.RainSampler;
import org.derain.rain.RainType;
import org.derain.rain.Sensor;
import org.derain.training.config.RunFile;
import org.derain.training.config.Selection;
import org.derain.training.data.Footage;
import org.derain.training.data.RainMix;
import org.derain.training.data.Recipe;
import org.derain.training.data.Sample;
import org.derain.training.data.SampleRenderer;

/**
 * Looks at real rain and at candidates alike: the same cuts, scales, noise and recompression, so
 * that nothing but what is seen tells them apart.
 */
final class Views {
  private static final int TOLD = 250;

  private final RunFile run;
  private final Impressions eye;
  private final PrintStream out;

  Views(RunFile run, Impressions eye, PrintStream out) {
    this.run = run;
    this.eye = eye;
    this.out = out;
  }

  /** The library: windows of real rain. */
  List<View> library() {
    List<View> views = new ArrayList<>();
    for (Selection.Real real : run.select().library()) {
      views.addAll(real.file() != null ? clip(real) : stills(real));
    }
    return views;
  }

  private List<View> clip(Selection.Real real) {
    List<View> views = new ArrayList<>();
    try (Footage footage = new Footage(List.of(real.file()));
        SampleRenderer renderer = real(footage, run.single())) {
      for (int i = 0; i < run.select().each(); i++) {
        views.add(real(renderer, renderer.recipe(), real));
      }
    }
    return views;
  }

  private List<View> stills(Selection.Real real) {
    List<Path> files;
    try (Stream<Path> all = Files.list(real.folder())) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new MediaException(real.folder() + ": cannot be read: " + e.getMessage(), e);
    }
    List<View> views = new ArrayList<>();
    for (Path file : files) {
      try (Footage footage = new Footage(List.of(), List.of(file), 1);
          SampleRenderer renderer = real(footage, 1)) {
        views.add(real(renderer, renderer.recipe(), real));
      }
    }
    return views;
  }

  private SampleRenderer real(Footage footage, double single) {
    return new SampleRenderer(footage, run.patch(), sensors(run.seed()), single, run.seed());
  }

  /** No rain of ours, but the noise and the recompression that candidates get. */
  private static Supplier<RainParameters> sensors(long seed) {
    RainSampler sampler = new RainSampler(seed, 0);
    return () -> {
      Sensor sensor = sampler.next(RainType.LIGHT).sensor();
      return RainParameters.dry(seed).withSensor(sensor);
    };
  }

  /** Of the windows of a patch, the one that the network takes for the rainiest. */
  private View real(SampleRenderer renderer, Recipe recipe, Selection.Real real) {
    List<Sample> windows = renderer.render(recipe);
    List<Impression> seen = eye.of(windows);
    int best =
        IntStream.range(0, windows.size())
            .boxed()
            .max(Comparator.comparingDouble(i -> seen.get(i).rain()))
            .orElseThrow();
    Sample sample = windows.get(best);
    Impression impression = seen.get(best);
    Kind kind =
        real.shows() == null
            ? Kind.told(impression.types(), sample.still())
            : Kind.of(real.shows(), real.strength(), sample.still());
    return View.of(recipe.clip(), recipe, sample, 0, kind, impression);
  }

  /** Candidates: of the windows of each recipe the one that its rain changes most. */
  List<View> candidates(Footage footage) {
    return rendered(footage, 0, run.select().candidates(), "candidates");
  }

  /** The footage without rain, as it is without candidates. */
  List<View> dry(Footage footage, int count) {
    return rendered(footage, 1, count, "windows without rain");
  }

  private List<View> rendered(Footage footage, double dry, int count, String what) {
    List<Recipe> recipes = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    RainMix mix = new RainMix(run.shares(), dry, run.seed() + 1);
    try (SampleRenderer renderer =
        new SampleRenderer(
            footage,
            run.patch(),
            mix,
            run.single(),
            dry == 1 ? 0 : run.screening(),
            0,
            run.seed() + (long) dry)) {
      while (recipes.size() < count) {
        Recipe recipe = renderer.recipe();
        recipes.add(recipe);
        samples.add(
            renderer.render(recipe).stream()
                .max(Comparator.comparingDouble(View::change))
                .orElseThrow());
        if (recipes.size() % TOLD == 0) {
          out.printf("  %d of %d %s%n", recipes.size(), count, what);
        }
      }
    }
    List<Impression> seen = eye.of(samples);
    return IntStream.range(0, count)
        .mapToObj(i -> view(recipes.get(i), samples.get(i), seen.get(i)))
        .toList();
  }

  private static View view(Recipe recipe, Sample sample, Impression impression) {
    double change = View.change(sample);
    Kind kind = Kind.of(recipe.rain(), sample.still(), change);
    return View.of(recipe.clip(), recipe, sample, change, kind, impression);
  }
}
