package org.derain.app.eval;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.derain.app.cli.TextTable;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.measure.FileFrames;
import org.derain.app.eval.measure.Method;
import org.derain.app.eval.measure.Part;
import org.derain.app.eval.measure.ScoreFigures;
import org.derain.app.eval.measure.TypeCounts;
import org.derain.app.eval.report.EvalJson;
import org.derain.zoo.Model;

/**
 * Judges how well models tell rainy footage from dry.
 *
 * @param frames of each clip, at most
 */
record ScoreEval(Part part, int frames) {
  /** One file and what a model said of it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Row(String name, boolean rainy, String model, int frames, double right) {}

  /** One model. */
  private record Report(String model, ScoreFigures score, List<Row> clips) {}

  /**
   * Looks at all files.
   *
   * @param rainy files in which it rains all the time
   * @param dry files in which it never rains
   * @param progress takes a line when a file is done
   */
  Outcome run(
      List<Path> rainy,
      List<Path> dry,
      List<Model> models,
      Evaluation evaluation,
      Consumer<String> progress) {
    List<Row> rows = new ArrayList<>();
    Map<String, ScoreFigures> figures = new LinkedHashMap<>();
    for (Model model : models) {
      TypeCounts wet = look(rainy, true, model, evaluation, rows, progress);
      TypeCounts none = look(dry, false, model, evaluation, rows, progress);
      figures.put(model.name(), ScoreFigures.of(wet, none, -1));
    }
    return new Outcome(
        text(rows, figures), () -> json(rows, figures), () -> "", card -> card.real(figures));
  }

  private TypeCounts look(
      List<Path> files,
      boolean rainy,
      Model model,
      Evaluation evaluation,
      List<Row> rows,
      Consumer<String> progress) {
    List<TypeCounts> all = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      TypeCounts seen =
          evaluation.look(name, FileFrames.of(file, part, frames), Method.centred(model));
      double right = rainy ? seen.rainy() : 1 - seen.rainy();
      rows.add(new Row(name, rainy, model.name(), seen.count(), right));
      progress.accept(name + ": " + ScoreFigures.percent(right) + " right");
      all.add(seen);
    }
    return TypeCounts.sum(all);
  }

  private static String text(List<Row> rows, Map<String, ScoreFigures> figures) {
    TextTable table =
        new TextTable("clip", "is", "model", "frames", "right").left(0).left(1).left(2);
    for (Row row : rows) {
      table.row(
          row.name(),
          row.rainy() ? "rainy" : "dry",
          row.model(),
          String.valueOf(row.frames()),
          ScoreFigures.percent(row.right()));
    }
    StringBuilder text = new StringBuilder(table.toString()).append(System.lineSeparator());
    figures.forEach(
        (model, score) ->
            text.append(model).append(": ").append(score.text()).append(System.lineSeparator()));
    return text.toString();
  }

  private static String json(List<Row> rows, Map<String, ScoreFigures> figures) {
    List<Report> reports = new ArrayList<>();
    figures.forEach(
        (model, score) ->
            reports.add(
                new Report(
                    model, score, rows.stream().filter(r -> r.model().equals(model)).toList())));
    return EvalJson.text(reports);
  }
}
