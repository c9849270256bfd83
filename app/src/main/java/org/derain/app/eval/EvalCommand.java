package org.derain.app.eval;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.derain.app.cli.MediaFiles;
import org.derain.app.cli.OutputFile;
import org.derain.app.cli.Usage;
import org.derain.app.eval.benchmark.BenchmarkFile;
import org.derain.app.eval.benchmark.BenchmarkJson;
import org.derain.app.eval.benchmark.BenchmarkResult;
import org.derain.app.eval.benchmark.BenchmarkRun;
import org.derain.app.eval.benchmark.BenchmarkTable;
import org.derain.app.eval.measure.ClipPair;
import org.derain.app.eval.measure.ClipPairs;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.measure.Excerpt;
import org.derain.app.eval.measure.Exhibit;
import org.derain.app.eval.measure.Method;
import org.derain.app.eval.report.CardFigures;
import org.derain.frames.MediaException;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code derain eval}: how close a model comes to the truth. */
@Command(
    name = "eval",
    sortOptions = false,
    customSynopsis = {
      "derain eval --rainy F|DIR --clean F|DIR [--model M]... [OPTIONS]",
      "derain eval --rendered TYPES --clean F|DIR... [--model M]... [OPTIONS]",
      "derain eval --score --rainy F|DIR... --dry F|DIR... [--model M]... [OPTIONS]",
      "derain eval BENCHMARK.yaml [--model M]... [OPTIONS]"
    },
    description = {
      "Measure a model: on rainy clips whose clean twin is known, on rain that is rendered onto dry"
          + " clips, or by how well it tells rainy from dry footage; or many on many sets, as a"
          + " benchmark file says.",
      "%nTwo files are one pair. In two folders, files of the same name are pairs; names may end in"
          + " .rainy and .clean, and then both folders may be one. Stills (png, jpg) are clips of"
          + " one frame, so the model sees that frame repeated. Everything is judged in 4:2:0; odd"
          + " sides are cut to even ones.",
      "%nThe tables hold PSNR and SSIM on luma, PSNR on RGB and the warping error, for the model,"
          + " the input itself, and the temporal median of 3 and of 5 frames.%n"
    },
    footerHeading = "%nExamples%n",
    footer = {
      "  derain eval --rainy a.rainy.mp4 --clean a.clean.mp4",
      "  derain eval --rainy pairs --clean pairs --model nano --model base --report eval.html",
      "  derain eval --rendered dry,light,heavy,night,drops --clean footage --frames 10",
      "  derain eval --score --rainy storm.mp4 --dry sunny.mp4",
      "  derain eval runs/benchmark.yaml --report benchmark.html"
    })
public final class EvalCommand implements Runnable {
  @Mixin private EvalOptions options;

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public EvalCommand() {}

  @Override
  public void run() {
    Usage.check(spec, options.problem());
    OutputFile.check(options.report);
    OutputFile.check(options.json);
    BenchmarkFile benchmark =
        options.benchmark == null ? null : BenchmarkFile.read(options.benchmark);
    boolean chosen = spec.commandLine().getParseResult().hasMatchedOption("--model");
    List<Model> models = models(benchmark == null || chosen ? options.models : benchmark.models());
    List<String> known = models.stream().map(Model::name).toList();
    List<CardFigures> cards =
        options.cards.stream().map(file -> CardFigures.open(file, known)).toList();
    PrintWriter err = spec.commandLine().getErr();
    DerainerOptions how =
        DerainerOptions.defaults()
            .withDevice(options.device)
            .withThreads(options.threads)
            .withGate(options.gate());
    Set<String> said = new LinkedHashSet<>();
    Outcome outcome;
    try (Evaluation evaluation =
        new Evaluation(
            methods(models),
            how,
            options.keep(),
            options.scale(),
            options.glass(),
            options.findsGlass(),
            note -> tell(note, said, err))) {
      outcome =
          benchmark == null ? judge(models, evaluation, err) : judge(benchmark, evaluation, err);
    }
    spec.commandLine().getOut().print(outcome.text());
    OutputFile.write(options.report, outcome.html());
    OutputFile.write(options.json, outcome.json());
    for (CardFigures card : cards) {
      outcome.card().accept(card);
      card.write();
    }
  }

  private Outcome judge(List<Model> models, Evaluation evaluation, PrintWriter err) {
    if (options.rendering.score) {
      return new ScoreEval(options.rendering.part, options.frames(Integer.MAX_VALUE))
          .run(
              MediaFiles.expand(options.rainy),
              MediaFiles.expand(options.rendering.dry),
              models,
              evaluation,
              line -> say(line, err));
    }
    if (options.rendering.rendered != null) {
      return new RenderedEval(
              new LinkedHashSet<>(options.rendering.rendered),
              options.rendering.part,
              options.frames(24),
              options.width(),
              options.height(),
              options.rendering.seed,
              options.rendering.clock)
          .run(MediaFiles.expand(options.clean), models, evaluation, line -> say(line, err));
    }
    return PairedEval.run(pairs(), models, evaluation, line -> say(line, err));
  }

  private Outcome judge(BenchmarkFile benchmark, Evaluation evaluation, PrintWriter err) {
    int frames = options.frames(benchmark.frames());
    BenchmarkResult result =
        new BenchmarkRun(benchmark, frames, evaluation, line -> say(line, err)).run();
    BenchmarkTable table = new BenchmarkTable(result);
    return new Outcome(table.text(), () -> BenchmarkJson.of(result), table::html, card -> {});
  }

  private List<ClipPair> pairs() {
    try {
      return ClipPairs.find(options.rainy.get(0), options.clean.get(0), Excerpt.WHOLE);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void tell(String note, Set<String> said, PrintWriter err) {
    if (said.add(note)) {
      say("note: " + note, err);
    }
  }

  private static void say(String line, PrintWriter err) {
    err.println(line);
    err.flush();
  }

  private List<Model> models(List<String> names) {
    List<Model> models = new ArrayList<>();
    Set<String> seen =
        new LinkedHashSet<>(
            List.of(ClipResult.INPUT, ClipResult.MEDIAN_3, ClipResult.MEDIAN_5, Exhibit.CLEAN));
    for (String name : names) {
      Model model = Zoo.load(name);
      if (!seen.add(model.name())) {
        throw new MediaException("two methods are called " + model.name() + ": rename a file");
      }
      models.add(model);
    }
    return models;
  }

  private List<Method> methods(List<Model> models) {
    List<Method> methods = new ArrayList<>();
    for (Model model : models) {
      methods.add(Method.centred(model));
      if (options.causal) {
        methods.add(Method.unsteadied(model));
        methods.add(Method.causal(model));
      }
    }
    return methods;
  }
}
