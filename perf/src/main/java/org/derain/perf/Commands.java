package org.derain.perf;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The subcommands of {@code derain bench} and their options. */
final class Commands {
  private static final String MODELS =
      "Names in the zoo, ONNX files, or 'identity', with commas. Default: the whole zoo.";

  private static final String SIZES = "640x360,1280x720,1920x1080";

  private Commands() {}

  /** {@code derain bench speed}. */
  @Command(
      name = "speed",
      description = "Speed of 'derain clean' beside ffmpeg, per model, size, rain and none.")
  static final class Speed extends BenchCommand {
    @Option(names = "--model", split = ",", paramLabel = "M", description = MODELS)
    private List<String> models;

    @Option(
        names = "--size",
        split = ",",
        paramLabel = "WxH",
        converter = Size.Converter.class,
        defaultValue = SIZES,
        description = "Default: ${DEFAULT-VALUE}.")
    private List<Size> sizes;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = "4",
        description = "Length of the clips. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "3",
        description = "Rounds. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
        names = "--preset",
        paramLabel = "P",
        defaultValue = "veryfast",
        description = "Effort of x264. Default: ${DEFAULT-VALUE}.")
    private String preset;

    @Option(
        names = {"--rainy"},
        paramLabel = "FILE",
        description = "Rainy footage of your own, in place of generated clips.")
    private Path rainy;

    @Option(
        names = {"--dry"},
        paramLabel = "FILE",
        description = "Likewise dry footage.")
    private Path dry;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there.")
    private Path json;

    @Option(
        names = "--before",
        paramLabel = "FILE",
        description = "Figures of an earlier run, to stand beside these.")
    private Path before;

    @Override
    List<Bench> benches() {
      Map<String, Path> own = new LinkedHashMap<>();
      if (rainy != null) {
        own.put("rainy", rainy);
      }
      if (dry != null) {
        own.put("dry", dry);
      }
      SpeedFile earlier = before == null ? null : SpeedFile.read(before);
      return List.of(
          new SpeedBench(
              CommonOptions.models(models), sizes, seconds, runs, own, preset, json, earlier));
    }
  }

  /** {@code derain bench tax}. */
  @Command(
      name = "tax",
      description = "What the pipeline costs beside the network: a ratio to ffmpeg's time.")
  static final class Tax extends BenchCommand {
    @Option(
        names = "--size",
        paramLabel = "WxH",
        converter = Size.Converter.class,
        defaultValue = "1280x720",
        description = "Default: ${DEFAULT-VALUE}.")
    private Size size;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = "60",
        description = "Length of the clip. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "5",
        description = "Pairs of runs. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
        names = "--clip",
        paramLabel = "FILE",
        description = "Footage of your own, in place of a generated clip.")
    private Path clip;

    @Option(names = "--bypass", description = "Leave out even the identity network.")
    private boolean bypass;

    @Override
    List<Bench> benches() {
      return List.of(new TaxBench(clip, size, seconds, runs, bypass));
    }
  }

  /** {@code derain bench growth}. */
  @Command(name = "growth", description = "Memory and time against the length of the clip.")
  static final class Growth extends BenchCommand {
    @Option(
        names = "--size",
        paramLabel = "WxH",
        converter = Size.Converter.class,
        defaultValue = "1920x1080",
        description = "Default: ${DEFAULT-VALUE}.")
    private Size size;

    @Option(
        names = "--seconds",
        split = ",",
        paramLabel = "S",
        defaultValue = "10,60,300",
        description = "Lengths of the clips, ascending. Default: ${DEFAULT-VALUE}.")
    private List<Double> lengths;

    @Option(
        names = "--model",
        paramLabel = "M",
        defaultValue = "nano",
        description = "A name in the zoo, an ONNX file, or 'identity'. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
        names = "--rate",
        paramLabel = "FPS",
        defaultValue = "25",
        description = "Frames per second; fewer make it shorter. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    List<Bench> benches() {
      return List.of(new GrowthBench(size, lengths, model, rate));
    }
  }

  /** {@code derain bench card}. */
  @Command(
      name = "card",
      description = "A dashcam's card of dry clips with rain put over some: found, kept, time.")
  static final class Card extends BenchCommand {
    @Option(
        names = "--clips",
        split = ",",
        required = true,
        paramLabel = "DIR",
        description = "Folders of dry footage of your own.")
    private List<Path> folders;

    @Option(
        names = "--files",
        paramLabel = "N",
        defaultValue = "40",
        description = "Recordings; rain over an eighth of them, and parts of 3 in 40. Default: 40.")
    private int files;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = "30",
        description = "Length of each. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
        names = "--size",
        paramLabel = "WxH",
        converter = Size.Converter.class,
        defaultValue = "640x360",
        description = "Default: ${DEFAULT-VALUE}.")
    private Size size;

    @Option(
        names = "--rate",
        paramLabel = "FPS",
        defaultValue = "25",
        description = "Frames per second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
        names = "--model",
        paramLabel = "M",
        defaultValue = "nano",
        description = "A name in the zoo, or an ONNX file. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Option(
        names = "--sample",
        paramLabel = "N",
        defaultValue = "1",
        description = "Clean every Nth recording whole to compare with. Default: all.")
    private int sample;

    @Option(
        names = "--rendered",
        paramLabel = "S",
        defaultValue = "10",
        description = {
          "Seconds of rain that are rendered for each recording; repeated where it rains longer."
              + " Default: ${DEFAULT-VALUE}."
        })
    private double rendered;

    @Option(
        names = "--kills",
        paramLabel = "N",
        defaultValue = "10",
        description = "Kill the run over a small card so often. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Override
    List<Bench> benches() {
      int rainy = Math.max(1, files / 8);
      int partly = Math.max(1, files * 3 / 40);
      CardFootage footage =
          new CardFootage(
              CardFootage.clips(folders), files, seconds, size, rate, rainy, partly, rendered);
      return List.of(new CardBench(footage, model, sample, kills));
    }
  }

  /** {@code derain bench micro}. */
  @Command(name = "micro", description = "The hot pieces on their own, by JMH.")
  static final class Micro extends BenchCommand {
    @Option(names = "--model", split = ",", paramLabel = "M", description = MODELS)
    private List<String> models;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = "1",
        description = "Of each iteration, of which there are 2 + 5. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
        names = "--only",
        paramLabel = "REGEX",
        defaultValue = ".*",
        description = "Benchmarks whose name contains this, for instance Aligner.")
    private String only;

    @Override
    List<Bench> benches() {
      return List.of(new MicroBench(CommonOptions.models(models), seconds, only));
    }
  }

  /** {@code derain bench all}. */
  @Command(name = "all", description = "Everything, as one report.")
  static final class All extends BenchCommand {
    @Option(names = "--model", split = ",", paramLabel = "M", description = MODELS)
    private List<String> models;

    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = "4",
        description = "Length of the clips for speed. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
        names = "--tax-seconds",
        paramLabel = "S",
        defaultValue = "60",
        description = "Length of the clip for the tax. Default: ${DEFAULT-VALUE}.")
    private double taxSeconds;

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "5",
        description = "Pairs of runs for the tax. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
        names = "--growth-seconds",
        split = ",",
        paramLabel = "S",
        defaultValue = "10,60,300",
        description = "Lengths of the clips for growth. Default: ${DEFAULT-VALUE}.")
    private List<Double> lengths;

    @Option(
        names = "--growth-rate",
        paramLabel = "FPS",
        defaultValue = "25",
        description = "Frames per second of those clips. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    List<Bench> benches() {
      List<String> all = CommonOptions.models(models);
      List<Size> sizes = List.of(new Size(640, 360), new Size(1280, 720), new Size(1920, 1080));
      return List.of(
          new SpeedBench(all, sizes, seconds, 3, Map.of(), "veryfast", null, null),
          new TaxBench(null, sizes.get(1), taxSeconds, runs, false),
          new GrowthBench(sizes.get(2), lengths, all.get(0), rate),
          new MicroBench(all, 1, ".*"));
    }
  }
}
