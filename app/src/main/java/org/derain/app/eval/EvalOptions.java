package org.derain.app.eval;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.derain.app.cli.GlassOptions;
import org.derain.app.cli.Usage;
import org.derain.app.eval.measure.Part;
import org.derain.app.eval.measure.RainCondition;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.zoo.Zoo;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code derain eval}. */
final class EvalOptions extends GlassOptions {
  @Parameters(
      arity = "0..1",
      paramLabel = "BENCHMARK.yaml",
      description = {
        "Methods and sets of clips, all judged alike; docs/EVALUATION.md has the keys. --model",
        "replaces the models of the file, --frames its number of frames."
      })
  Path benchmark;

  @Option(names = "--rainy", arity = "1..*", paramLabel = "F|DIR", description = "Rainy clips.")
  List<Path> rainy;

  @Option(
      names = "--clean",
      arity = "1..*",
      paramLabel = "F|DIR",
      description = "Their clean twins; with --rendered, dry clips.")
  List<Path> clean;

  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = Zoo.VIDEOS,
      description =
          "A model of the zoo or an ONNX file; more than once to compare. Default: "
              + Zoo.VIDEOS
              + ".")
  List<String> models;

  @Option(
      names = "--causal",
      description = {
        "Judge each model once more with windows that do not look ahead, and once with those that",
        "do, both without steadying."
      })
  boolean causal;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda|tensorrt",
      defaultValue = "auto",
      description = "Where the network runs. Default: auto.")
  Device device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "CPU threads of the network. Default: one per core.")
  int threads;

  @Option(
      names = "--report",
      paramLabel = "OUT.html",
      description = "Write tables and pictures as one HTML file.")
  Path report;

  @Option(
      names = "--json",
      paramLabel = "OUT.json",
      description = "Write the figures as JSON; with several models, an array of them.")
  Path json;

  @Option(
      names = "--card",
      paramLabel = "CARD.json",
      description = {
        "Enter the figures into the card of a model, and into pictures beside it where the model",
        "does worst (clips that the card says are under a Creative Commons licence). With several",
        "models once for each; a card belongs to the model that it names."
      })
  List<Path> cards = List.of();

  @ArgGroup(validate = false, heading = "%nRendered rain, and rainy against dry%n")
  Rendering rendering = new Rendering();

  /** How clips are rained on, and which part of them counts. */
  static final class Rendering {
    @Option(
        names = "--rendered",
        split = ",",
        paramLabel = "TYPE",
        description = "Render weather onto the clips: dry, light, heavy, night, drops, looks.")
    List<RainCondition> rendered;

    @Option(names = "--score", description = "Judge only whether rain is told from no rain.")
    boolean score;

    @Option(
        names = "--dry",
        arity = "1..*",
        paramLabel = "F|DIR",
        description = "With --score: clips without rain.")
    List<Path> dry;

    @Option(
        names = "--part",
        paramLabel = "whole|held-out",
        defaultValue = "whole",
        converter = PartName.class,
        description = {
          "Begin at the beginning of each clip, or at the part that training never learns from",
          "(the last tenth, at most 60 frames). Default: whole."
        })
    Part part;

    @Option(
        names = "--frames",
        paramLabel = "N",
        description = "At most so many frames of each clip. Default: 24; with --score all.")
    Integer frames;

    @Option(
        names = "--size",
        paramLabel = "WxH",
        defaultValue = "640x360",
        description = "With --rendered: the middle of the pictures, at most. Default: 640x360.")
    String size;

    @Option(
        names = "--clock",
        description = {
          "With --rendered: write a clock over each clip and its truth, and tell how well it comes",
          "through."
        })
    boolean clock;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Which rain. Default: 1.")
    long seed;
  }

  /** Reads a part by its name. */
  static final class PartName implements picocli.CommandLine.ITypeConverter<Part> {
    @Override
    public Part convert(String text) {
      return switch (text) {
        case "whole" -> Part.WHOLE;
        case "held-out" -> Part.HELD_OUT;
        default ->
            throw new picocli.CommandLine.TypeConversionException(
                "a part is whole or held-out, not '" + text + "'");
      };
    }
  }

  /** What is wrong with the values. */
  Optional<String> problem() {
    return Usage.first(
        DerainerOptions.threadsProblem(threads),
        gateProblem(),
        Usage.when(
            rendering.frames != null && rendering.frames < 1,
            "--frames is 1 or more, not " + rendering.frames),
        Usage.when(
            !rendering.size.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}"),
            "--size is for instance 640x360, not " + rendering.size),
        sourceProblem());
  }

  private Optional<String> sourceProblem() {
    if (benchmark != null) {
      boolean more = rainy != null || clean != null || rendering.dry != null;
      return Usage.first(
          Usage.when(
              more || rendering.score || rendering.rendered != null || rendering.clock,
              "a benchmark file says itself what is judged"),
          Usage.when(!cards.isEmpty(), "--card is not for a benchmark"));
    }
    if (rendering.score) {
      return Usage.first(
          Usage.when(report != null, "--report has nothing to show with --score"),
          Usage.when(rainy == null && rendering.dry == null, "--score needs --rainy or --dry"));
    }
    if (rendering.rendered != null) {
      return Usage.when(clean == null || rainy != null, "--rendered needs --clean and no --rainy");
    }
    boolean pair = rainy != null && clean != null && rainy.size() == 1 && clean.size() == 1;
    return Usage.first(
        Usage.when(rendering.clock, "--clock is for --rendered"),
        Usage.when(
            !pair,
            "give one --rainy and one --clean, or --rendered, or --score, or a benchmark file"));
  }

  private int side(int index, int least) {
    return Math.max(least, Integer.parseInt(rendering.size.split("x")[index])) & ~1;
  }

  /** Of the middle that is kept, in pixels; even. */
  int width() {
    return side(0, 16);
  }

  /** Likewise. */
  int height() {
    return side(1, 16);
  }

  /** Frames of each clip. */
  int frames(int usual) {
    return rendering.frames == null ? usual : rendering.frames;
  }
}
