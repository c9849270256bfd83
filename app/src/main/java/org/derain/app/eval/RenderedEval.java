package org.derain.app.eval;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.derain.app.cli.TextTable;
import org.derain.app.eval.measure.ClipPair;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.measure.Method;
import org.derain.app.eval.measure.Part;
import org.derain.app.eval.measure.RainCondition;
import org.derain.app.eval.measure.RenderedClips;
import org.derain.app.eval.measure.RenderedResults;
import org.derain.app.eval.measure.ScoreFigures;
import org.derain.app.eval.measure.TypeCounts;
import org.derain.app.eval.report.EvalHtml;
import org.derain.app.eval.report.EvalJson;
import org.derain.app.eval.report.EvalTable;
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
    Set<RainCondition> weathers,
    Part part,
    int frames,
    int width,
    int height,
    long seed,
    boolean clock) {

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
        for (RainCondition weather : weathers) {
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
      RenderedClips clip, RainCondition weather, List<Model> models, Evaluation evaluation) {
    ClipPair pair = weather.rain().map(type -> clip.rainy(type, seed)).orElseGet(clip::dry);
    ClipResult result = evaluation.judge(pair);
    Map<String, TypeCounts> truth = new LinkedHashMap<>();
    if (weather != RainCondition.DRY) {
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
    if (results.weathers().contains(RainCondition.DRY)) {
      TextTable table = new TextTable("dry clip", "model", "PSNR-Y, dB", "called rainy");
      table.left(0).left(1);
      for (RenderedResults.One one : results.all()) {
        for (Model model : one.weather() == RainCondition.DRY ? models : List.<Model>of()) {
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
