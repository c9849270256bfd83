package org.derain.app.eval;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.derain.app.TextTable;
import org.derain.zoo.Model;

/**
 * Judges models on rain that is rendered onto dry clips, type by type.
 *
 * @param weathers what is rendered
 * @param frames of each clip, at most
 * @param width of the pictures, at most: their middle
 * @param height likewise
 * @param seed of the rain
 * @param clock whether a clock is written over all pictures
 */
record RenderedEval(
    Set<Weather> weathers, Part part, int frames, int width, int height, long seed, boolean clock) {

  /**
   * Judges all clips.
   *
   * @param progress takes a line when a clip is done
   */
  Outcome run(
      List<Path> files, List<Model> models, Evaluation evaluation, Consumer<String> progress) {
    RenderedResults results = new RenderedResults();
    int done = 0;
    for (Path file : files) {
      long start = System.nanoTime();
      try (RenderedClips clip =
          RenderedClips.of(file, part, frames, width, height, clock ? seed : null)) {
        for (Weather weather : weathers) {
          results.add(judge(clip, weather, models, evaluation));
        }
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s: %d of %d, %d kinds of weather in %.1f s",
                clip.name(),
                ++done,
                files.size(),
                weathers.size(),
                (System.nanoTime() - start) / 1e9));
      }
    }
    String first = evaluation.methods().get(0).name();
    List<ClipResult> means = results.rain(first);
    return new Outcome(
        EvalTable.of(means) + results.scoreTable(evaluation.methods()) + dry(results, models),
        () -> EvalJson.of(models, results),
        () -> EvalHtml.of(means),
        card -> card.rendered(results));
  }

  private RenderedResults.One judge(
      RenderedClips clip, Weather weather, List<Model> models, Evaluation evaluation) {
    ClipPair pair = weather.rain().map(type -> clip.rainy(type, seed)).orElseGet(clip::dry);
    ClipResult result = evaluation.judge(pair);
    Map<String, Seen> truth = new LinkedHashMap<>();
    if (weather != Weather.DRY) {
      for (Model model : models) {
        Method method = Method.centred(model);
        truth.put(model.name(), evaluation.lookAtTruth(pair, method));
      }
    }
    return new RenderedResults.One(weather, result, truth);
  }

  /** Dry clips one by one, since each of them counts, and the score's figures. */
  private static String dry(RenderedResults results, List<Model> models) {
    StringBuilder text = new StringBuilder(System.lineSeparator());
    if (results.weathers().contains(Weather.DRY)) {
      TextTable table = new TextTable("dry clip", "model", "PSNR-Y, dB", "called rainy");
      table.left(0).left(1);
      for (RenderedResults.One one : results.all()) {
        for (Model model : one.weather() == Weather.DRY ? models : List.<Model>of()) {
          table.row(
              one.clip().name(),
              model.name(),
              String.format(Locale.ROOT, "%.2f", one.clip().methods().get(model.name()).psnrY()),
              ScoreFigures.percent(one.clip().seen().get(model.name()).rainy()));
        }
      }
      text.append(table).append(System.lineSeparator());
    }
    for (Model model : models) {
      text.append("score of ").append(model.name()).append(": ");
      text.append(results.score(model.name()).text()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
