package org.derain.app.dashcam;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.derain.app.cli.GateOptions;
import org.derain.app.cli.Usage;
import org.derain.app.signal.SignalOptions;
import org.derain.pipeline.card.Recording;
import org.derain.pipeline.card.Trial;
import org.derain.pipeline.clean.ModelTreatment;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of {@code derain dashcam}, in the groups in which the help shows them. */
public final class DashcamOptions {
  @ArgGroup(validate = false, heading = "%nWhat is done%n", order = 1)
  Work work = new Work();

  @ArgGroup(validate = false, heading = "%nWhat takes the rain out%n", order = 2)
  Network network = new Network();

  @ArgGroup(validate = false, heading = "%nHow cleaned parts are encoded%n", order = 3)
  Encoding encoding = new Encoding();

  @ArgGroup(validate = false, heading = "%nRain as a signal, with --watch%n", order = 4)
  SignalOptions signals = new SignalOptions();

  /** How the card is worked on. */
  static final class Work {
    @Option(
        names = "--plan",
        description = "Look, say what would be done and how long it would take, and do nothing.")
    boolean plan;

    @Option(
        names = "--watch",
        description = {
          "Go on with what is added to the card or folder, once it is complete, until Ctrl-C."
        })
    boolean watch;

    @Option(
        names = "--jobs",
        paramLabel = "N",
        defaultValue = "1",
        description = {
          "Recordings cleaned at a time; they share the cores. Default: ${DEFAULT-VALUE}."
              + " The look before is always taken with all cores."
        })
    int jobs;

    @Option(
        names = "--verify",
        description = {
          "Compare at the end: copied files byte by byte; of cleaned ones the number of frames,"
              + " the order of their times, and when picture and sound end."
        })
    boolean verify;

    @Option(
        names = "--link",
        description = {
          "Dry recordings become second names of the same files (hard links) where they lie on the"
              + " same disk, instead of copies."
        })
    boolean link;

    @Option(names = "--overwrite", description = "Replace files that are in the result already.")
    boolean overwrite;
  }

  /** Made by the command line. */
  DashcamOptions() {}

  /** Model and device. */
  public static final class Network extends GateOptions {
    /** Made by the command line. */
    public Network() {}

    @Option(
        names = "--model",
        paramLabel = "NAME|FILE",
        description = {
          "A model of the zoo (see 'derain models'), or an ONNX file of ours. Default: base, which"
              + " takes more rain off, where this machine cleans with it at least half as fast as"
              + " the recordings play, and nano elsewhere."
        })
    String model;

    @Option(
        names = "--device",
        paramLabel = "WHERE",
        defaultValue = "auto",
        description = "auto, cpu, cuda or tensorrt. Default: auto, the GPU if this build has it.")
    Device device;

    @Option(
        names = "--threads",
        paramLabel = "N",
        defaultValue = "0",
        description = "Threads of each job. Default: all cores, divided by --jobs.")
    int threads;

    @Option(
        names = "--no-deflicker",
        description = "Do not even out what still flickers in derained frames; a little faster.")
    boolean noDeflicker;

    @Option(names = "--no-steady", hidden = true, description = "What it was called before.")
    void noSteady(boolean off) {
      noDeflicker |= off;
    }

    /** The model, as the user named it; nano where they did not. */
    public String model() {
      return model == null ? ModelChoice.SMALL : model;
    }

    /** The model for a card: as the user named it, that of the run before, or by a trial. */
    ModelChoice model(Path output, List<Recording> recordings) {
      return model != null
          ? new ModelChoice(model, "")
          : ModelChoice.before(output).orElseGet(() -> tried(recordings));
    }

    private ModelChoice tried(List<Recording> recordings) {
      Model large = Zoo.load(ModelChoice.LARGE);
      return ModelChoice.of(
          recordings,
          format -> scale().of(format, large).analysed(format),
          format -> Trial.of(treatment(large, 1), format));
    }

    /** The score from which on it rains. */
    public double border() {
      return always() ? 0.5 : 1 - sensitivity();
    }

    /** What is done to rainy frames. */
    public ModelTreatment treatment(Model loaded, int jobs) {
      return new ModelTreatment(loaded, device, threads(jobs), gate());
    }

    /** Threads of each of some jobs; 0 for all cores. */
    public int threads(int jobs) {
      int cores = Runtime.getRuntime().availableProcessors();
      return threads > 0 || jobs == 1 ? threads : Math.max(1, cores / jobs);
    }

    /** How frames flow. */
    public PipelineOptions pipeline() {
      return PipelineOptions.defaults()
          .withSteady(!noDeflicker)
          .withKeep(keep())
          .withScale(scale());
    }

    /** What is wrong with the values. */
    public Optional<String> problem() {
      return Usage.first(DerainerOptions.threadsProblem(threads), gateProblem());
    }
  }

  /** Quality, speed. */
  public static final class Encoding {
    /** Made by the command line. */
    public Encoding() {}

    @Option(
        names = "--crf",
        paramLabel = "N",
        description = {
          "Quality of what is cleaned: smaller is better and larger. Default: 18 for H.264, 20 for"
              + " H.265, which is what is used for recordings in H.265."
        })
    Integer crf;

    @Option(
        names = "--preset",
        paramLabel = "P",
        description = "Effort of the encoder: ultrafast to placebo. Default: fast.")
    String preset;

    /** Quality, or null for the codec's own. */
    public Integer crf() {
      return crf;
    }

    /** Effort, or null for the codec's own. */
    public String preset() {
      return preset;
    }

    /** What is wrong with the values. */
    public Optional<String> problem() {
      return Usage.first(Codec.H264.problem(crf, preset), Codec.HEVC.problem(crf, preset));
    }
  }

  /** What is wrong with the values. */
  Optional<String> problem() {
    int most = DerainerOptions.MOST_THREADS;
    return Usage.first(
        Usage.when(
            !work.watch && !signals.urls().isEmpty(), "--on-rain and --mqtt go with --watch"),
        signals.problem(true),
        Usage.when(
            work.jobs < 1 || work.jobs > most,
            "--jobs goes from 1 to " + most + ", not " + work.jobs),
        network.problem(),
        encoding.problem());
  }
}
