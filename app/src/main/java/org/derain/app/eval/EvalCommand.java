package org.derain.app.eval;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.derain.app.OutputFile;
import org.derain.frames.MediaException;
import org.derain.pipeline.DerainerOptions;
import org.derain.pipeline.Device;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code derain eval}: how close a model comes to the truth. */
@Command(
    name = "eval",
    sortOptions = false,
    customSynopsis = "derain eval --rainy F|DIR --clean F|DIR [--model M]... [OPTIONS]",
    description = {
      "Measure a model on rainy clips whose clean twin is known.",
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
      "  derain eval --rainy pairs --clean pairs --model nano --model base --report eval.html"
    })
public final class EvalCommand implements Runnable {
  @Option(names = "--rainy", required = true, paramLabel = "F|DIR", description = "Rainy clips.")
  private Path rainy;

  @Option(
      names = "--clean",
      required = true,
      paramLabel = "F|DIR",
      description = "Their clean twins.")
  private Path clean;

  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = "base",
      description = "A model of the zoo or an ONNX file; more than once to compare. Default: base.")
  private List<String> names;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda|tensorrt",
      defaultValue = "auto",
      description = "Where the network runs. Default: auto.")
  private Device device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "CPU threads of the network. Default: one per core.")
  private int threads;

  @Option(
      names = "--report",
      paramLabel = "OUT.html",
      description = "Write tables and pictures as one HTML file.")
  private Path report;

  @Option(
      names = "--json",
      paramLabel = "OUT.json",
      description = "Write the figures as JSON; with several models, an array of them.")
  private Path json;

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public EvalCommand() {}

  @Override
  public void run() {
    if (threads < 0) {
      throw new ParameterException(spec.commandLine(), "--threads must be 0 or more");
    }
    OutputFile.check(report);
    OutputFile.check(json);
    List<ClipPair> pairs = pairs();
    List<Model> models = models();
    PrintWriter err = spec.commandLine().getErr();
    List<ClipResult> clips = new ArrayList<>();
    DerainerOptions options = DerainerOptions.defaults().withDevice(device).withThreads(threads);
    Set<String> told = new LinkedHashSet<>();
    try (Evaluation evaluation = new Evaluation(models, options, note -> tell(note, told, err))) {
      for (ClipPair pair : pairs) {
        long start = System.nanoTime();
        ClipResult clip = evaluation.judge(pair);
        clips.add(clip);
        err.printf(
            Locale.ROOT,
            "%s: %d of %d, %d frames in %.1f s%n",
            pair.name(),
            clips.size(),
            pairs.size(),
            clip.frames(),
            (System.nanoTime() - start) / 1e9);
        err.flush();
      }
    }
    spec.commandLine().getOut().print(EvalTable.of(clips));
    OutputFile.write(report, () -> EvalHtml.of(clips));
    OutputFile.write(json, () -> EvalJson.of(models.stream().map(Model::name).toList(), clips));
  }

  private List<ClipPair> pairs() {
    try {
      return ClipPairs.find(rainy, clean);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void tell(String note, Set<String> told, PrintWriter err) {
    if (told.add(note)) {
      err.println("note: " + note);
      err.flush();
    }
  }

  private List<Model> models() {
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
}
