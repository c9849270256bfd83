package org.derain.app.clean;

import java.util.Optional;
import org.derain.app.cli.CutOptions;
import org.derain.app.cli.GlassOptions;
import org.derain.app.cli.Usage;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of {@code derain clean}, in the groups in which the help shows them. */
final class CleanOptions {
  @ArgGroup(validate = false, heading = "%nWhat takes the rain out%n", order = 1)
  Network network = new Network();

  @ArgGroup(validate = false, heading = "%nHow the result is encoded%n", order = 2)
  Encoding encoding = new Encoding();

  @ArgGroup(validate = false, heading = "%nWhich part%n", order = 3)
  Part part = new Part();

  @ArgGroup(validate = false, heading = "%nRuns and figures%n", order = 4)
  Run run = new Run();

  /** Model and device. */
  static final class Network extends GlassOptions {
    @Option(
        names = "--model",
        paramLabel = "NAME|FILE",
        description = {
          "A model of the zoo (see 'derain models'), or an ONNX file of ours. Default: "
              + Zoo.VIDEOS
              + " for videos, "
              + Zoo.STILLS
              + " for stills."
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
        description = "Threads for the network, the decoder and the encoder. Default: all cores.")
    int threads;

    @Option(names = "--no-align", hidden = true, description = "Leave neighbours where they are.")
    boolean noAlign;

    @Option(
        names = "--no-deflicker",
        description = "Do not even out what still flickers in derained frames; a little faster.")
    boolean noDeflicker;

    @Option(names = "--no-steady", hidden = true, description = "What it was called before.")
    void noSteady(boolean off) {
      noDeflicker |= off;
    }

    @Option(names = "--bypass", hidden = true, description = "Leave out the network.")
    boolean bypass;

    /** The model for a still, or for a video. */
    Model model(boolean still) {
      return Zoo.load(model != null ? model : still ? Zoo.STILLS : Zoo.VIDEOS);
    }

    PipelineOptions pipeline() {
      return PipelineOptions.defaults()
          .withAlign(!noAlign)
          .withSteady(!noDeflicker)
          .withBypass(bypass)
          .withKeep(keep())
          .withScale(scale())
          .withGlass(glass());
    }
  }

  /** Codec, quality, speed. */
  static final class Encoding {
    @Option(
        names = "--codec",
        paramLabel = "CODEC",
        defaultValue = "h264",
        description = "h264, hevc, av1 or ffv1 (lossless). Default: h264.")
    Codec codec;

    @Option(
        names = "--crf",
        paramLabel = "N",
        description = {
          "Quality: smaller is better and larger. Default: 18 for h264, 20 for hevc, 26 for av1.",
          "0 is lossless for h264 and hevc."
        })
    Integer crf;

    @Option(
        names = "--preset",
        paramLabel = "P",
        description = {
          "Effort of the encoder: ultrafast to placebo for h264 and hevc (default: fast),",
          "13 to 0 for av1 (default: 8)."
        })
    String preset;

    EncoderSettings settings(int threads) {
      return EncoderSettings.of(codec, crf, preset, threads);
    }
  }

  /** Where to begin and to end. */
  static final class Part extends CutOptions {
    @Option(
        names = "--compare",
        description = "Write before and after side by side instead of the clean video alone.")
    boolean compare;
  }

  /** Interrupted runs, existing files, figures. */
  static final class Run {
    @Option(
        names = "--resume",
        description = "Continue a run that was killed, without redoing what is safe.")
    boolean resume;

    @Option(names = "--overwrite", description = "Replace a target that exists.")
    boolean overwrite;

    @Option(
        names = "--watch",
        description = "With a folder: go on with what is added to it, once it is complete.")
    boolean watch;

    @Option(
        names = "--stats",
        paramLabel = "FILE.json",
        description = "Write the figures of the run as JSON; a list when there are several inputs.")
    java.nio.file.Path stats;
  }

  /** What is wrong with the values. */
  Optional<String> problem() {
    return Usage.first(
        DerainerOptions.threadsProblem(network.threads),
        network.gateProblem(),
        part.cutProblem(),
        encoding.codec.problem(encoding.crf, encoding.preset));
  }
}
