package org.derain.app.eval.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.derain.app.cli.MediaFiles;
import org.derain.app.eval.measure.ClipPair;
import org.derain.app.eval.measure.ClipPairs;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.measure.Excerpt;
import org.derain.app.eval.measure.Method;
import org.derain.app.eval.measure.NetworkTime;
import org.derain.app.eval.measure.Part;
import org.derain.app.eval.measure.RainCondition;
import org.derain.app.eval.measure.RenderedClips;
import org.derain.app.eval.measure.TypeCounts;
import org.derain.frames.MediaException;
import org.derain.zoo.ModelCard;

/** Judges the methods of a benchmark on its sets. */
public final class BenchmarkRun {
  private static final double PIXELS_720P = 1280.0 * 720;

  private final BenchmarkFile file;
  private final Evaluation evaluation;
  private final Excerpt excerpt;
  private final Consumer<String> progress;
  private final List<BenchmarkSet> sets = new ArrayList<>();

  /**
   * Nothing is judged yet.
   *
   * @param frames of each clip, at most
   * @param evaluation of the models
   * @param progress takes a line when a clip is done
   */
  public BenchmarkRun(
      BenchmarkFile file, int frames, Evaluation evaluation, Consumer<String> progress) {
    this.file = file;
    this.evaluation = evaluation;
    this.excerpt = new Excerpt(frames, file.width(), file.height());
    this.progress = progress;
  }

  /**
   * Judges all sets.
   *
   * @throws MediaException when a file is missing, before any is judged, or one cannot be read
   */
  public BenchmarkResult run() {
    file.sets().forEach(this::check);
    file.sets().forEach(this::judge);
    double pixels = (double) file.width() * file.height();
    List<BenchmarkResult.Cost> costs = new ArrayList<>();
    file.baselines().forEach(name -> costs.add(new BenchmarkResult.Cost(name, null, null)));
    for (Method method : evaluation.methods()) {
      Optional<ModelCard> card = method.model().card();
      Optional<NetworkTime> time = evaluation.time(method.name());
      costs.add(
          new BenchmarkResult.Cost(
              method.name(),
              card.map(c -> c.gmac720p() * pixels / PIXELS_720P).orElse(null),
              time.map(t -> t.perFrame(pixels)).orElse(null)));
    }
    return new BenchmarkResult(costs, file.width(), file.height(), sets);
  }

  private void check(BenchmarkFile.Entry entry) {
    Stream.of(entry.clips(), entry.rain(), entry.dry())
        .flatMap(files -> MediaFiles.expand(files).stream())
        .filter(Files::notExists)
        .findFirst()
        .ifPresent(
            missing -> {
              throw new MediaException(missing + ": no such file or folder");
            });
    if (entry.rainy() != null) {
      pairs(entry);
    }
  }

  private List<ClipPair> pairs(BenchmarkFile.Entry entry) {
    try {
      return ClipPairs.find(entry.rainy(), entry.clean(), excerpt);
    } catch (IllegalArgumentException e) {
      throw new MediaException(entry.name() + ": " + e.getMessage().replace("--", ""), e);
    }
  }

  private void judge(BenchmarkFile.Entry entry) {
    if (entry.rainy() != null) {
      List<ClipResult> clips = new ArrayList<>();
      for (ClipPair pair : pairs(entry)) {
        clips.add(evaluation.judge(entry.isMatched() ? MatchedFrames.of(pair) : pair));
        told(entry.name(), pair.name());
      }
      sets.add(BenchmarkSet.judged(entry.name(), true, clips));
    } else if (entry.rendered() != null) {
      rendered(entry);
    } else {
      boolean rainy = entry.rain() != null;
      real(entry.name(), rainy, MediaFiles.expand(rainy ? entry.rain() : entry.dry()));
    }
  }

  /** A set for each weather, under its name. */
  private void rendered(BenchmarkFile.Entry entry) {
    Map<RainCondition, List<ClipResult>> clips = new LinkedHashMap<>();
    for (Path path : MediaFiles.expand(entry.clips())) {
      try (RenderedClips clip =
          RenderedClips.of(path, Part.WHOLE, excerpt.frames(), file.width(), file.height(), null)) {
        for (RainCondition weather : entry.rendered()) {
          ClipPair pair =
              weather.rain().map(type -> clip.rainy(type, file.seed())).orElseGet(clip::dry);
          clips.computeIfAbsent(weather, w -> new ArrayList<>()).add(evaluation.judge(pair));
          told(entry.name() + " " + weather.label(), clip.name());
        }
      }
    }
    clips.forEach(
        (weather, results) ->
            sets.add(
                BenchmarkSet.judged(
                    entry.name() + " " + weather.label(), weather != RainCondition.DRY, results)));
  }

  private void real(String name, boolean rainy, List<Path> files) {
    Map<String, Map<String, TypeCounts>> seen = new LinkedHashMap<>();
    for (Path path : files) {
      Map<String, TypeCounts> said = new LinkedHashMap<>();
      for (Method method : evaluation.methods()) {
        said.put(method.name(), evaluation.look(path.toString(), excerpt.alone(path), method));
      }
      seen.put(path.getFileName().toString(), said);
      told(name, path.getFileName().toString());
    }
    sets.add(new BenchmarkSet(name, rainy, List.of(), seen));
  }

  private void told(String set, String clip) {
    progress.accept(String.format(Locale.ROOT, "%s: %s", set, clip));
  }
}
