package org.derain.app.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.derain.app.cli.GateOptions;
import org.derain.app.cli.Parsed;
import org.derain.app.cli.Usage;
import org.derain.app.live.config.CameraDefaults;
import org.derain.app.live.config.SettingValues;
import org.derain.app.signal.SignalOptions;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.Latency;
import org.derain.pipeline.live.OnOverload;
import org.derain.pipeline.live.Timeouts;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of {@code derain live}, in the groups in which the help shows them. */
final class LiveOptions {
  @ArgGroup(validate = false, heading = "%nTime%n", order = 1)
  Time time = new Time();

  @ArgGroup(validate = false, heading = "%nWhat takes the rain out%n", order = 2)
  Network network = new Network();

  @ArgGroup(validate = false, heading = "%nHow the result is encoded%n", order = 3)
  Encoding encoding = new Encoding();

  @ArgGroup(validate = false, heading = "%nHow it goes%n", order = 4)
  Watching watching = new Watching();

  @ArgGroup(validate = false, heading = "%nRain as a signal%n", order = 5)
  SignalOptions signals = new SignalOptions();

  /** How long frames may take. */
  static final class Time {
    @Option(
        names = "--latency",
        paramLabel = "L",
        defaultValue = "low",
        description =
            "low: no frame waits for a later one. balanced: windows look two frames "
                + "ahead, which takes out more rain. Default: low.")
    Latency latency;

    @Option(
        names = "--on-overload",
        paramLabel = "O",
        defaultValue = "pass",
        description =
            "What becomes of frames that would be late: pass (they go out as they "
                + "came) or drop. Default: pass.")
    OnOverload onOverload;

    @Option(
        names = "--max-age",
        paramLabel = "T",
        defaultValue = "500ms",
        converter = Age.class,
        description = "How old a frame may become in here, 30s at most. Default: ${DEFAULT-VALUE}.")
    Duration maxAge;

    @Option(
        names = "--patience",
        paramLabel = "T",
        converter = HowLong.class,
        description =
            "How long to wait for the camera: a length for everything, or some of "
                + "connect=5s,picture=15s,silence=5s (the defaults). One that is alive and "
                + "slow gets more by itself.")
    Timeouts timeouts = Timeouts.USUAL;

    @Option(
        names = "--realtime",
        description = "Play a file at its own speed, as if it were a camera.")
    boolean realtime;
  }

  /** Model, device, and when. */
  static final class Network extends GateOptions {
    @Option(
        names = "--model",
        paramLabel = "NAME|FILE",
        defaultValue = "auto",
        converter = ModelName.class,
        description =
            "A model of the zoo (see 'derain models'), an ONNX file of ours, or "
                + "auto: the largest of the zoo that keeps up. Default: auto.")
    Choice model;

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
        description = "Threads for the network. Default: all cores, shared by the cameras.")
    int threads;
  }

  /** Codec, quality, files. */
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
        description =
            "Quality: smaller is better and larger. Default: 18 for h264, 20 for hevc, 26 for av1.")
    Integer crf;

    @Option(
        names = "--preset",
        paramLabel = "P",
        description =
            "Effort of the encoder. Default: veryfast for h264, ultrafast for hevc, 12 for av1.")
    String preset;

    @Option(
        names = "--segment",
        paramLabel = "T",
        converter = Length.class,
        description = "Cut recordings into files of this length, for instance 10m.")
    Duration segment;
  }

  /** Page, figures, lines. */
  static final class Watching {
    @Option(
        names = "--http",
        paramLabel = "[HOST:]PORT",
        description =
            "Serve the page, its JSON API, /metrics and /health here; without HOST "
                + "for this machine alone (127.0.0.1).")
    String http;

    @Option(
        names = "--token",
        paramLabel = "TOKEN",
        description =
            "What whoever opens the page must know; must be given when HOST is more "
                + "than this machine. Default: the variable DERAIN_TOKEN.")
    String token;

    @Option(
        names = "--stats",
        paramLabel = "FILE.json",
        description = "Keep the figures here as JSON; written every ten seconds and at the end.")
    Path stats;

    @Option(
        names = "--status",
        paramLabel = "T",
        defaultValue = "5s",
        converter = Length.class,
        description = "Show a line per camera this often. Default: ${DEFAULT-VALUE}.")
    Duration status;

    @Option(names = "--quiet", description = "Show notes only, no lines of figures.")
    boolean quiet;
  }

  /**
   * A model, or null for the governor's choice: picocli calls no converter for null.
   *
   * @param name null for auto
   */
  record Choice(String name) {}

  /** Reads a model's name. */
  static final class ModelName extends Parsed<Choice> {
    ModelName() {
      super(text -> new Choice(CameraDefaults.model(text)));
    }
  }

  /** Reads a length of time. */
  static final class Length extends Parsed<Duration> {
    Length() {
      super(SettingValues::duration);
    }
  }

  /** Reads how long a camera is waited for. */
  static final class HowLong extends Parsed<Timeouts> {
    HowLong() {
      super(text -> SettingValues.patience(text, Timeouts.USUAL));
    }
  }

  /** Reads the age of a frame. */
  static final class Age extends Parsed<Duration> {
    Age() {
      super(text -> CameraDefaults.maxAge(SettingValues.duration(text)));
    }
  }

  /** What is wrong with the values. */
  Optional<String> problem() {
    return Usage.first(
        DerainerOptions.threadsProblem(network.threads), network.gateProblem(), draft().problem());
  }

  /** What they say about cameras. */
  CameraDefaults draft() {
    CameraDefaults draft = new CameraDefaults();
    draft.latency = time.latency;
    draft.onOverload = time.onOverload;
    draft.maxAge = time.maxAge;
    draft.realtime = time.realtime;
    draft.timeouts = time.timeouts;
    draft.model = network.model.name();
    draft.device = network.device;
    draft.threads = network.threads;
    draft.always = network.always();
    draft.sensitivity = network.sensitivity();
    draft.keep = network.keep();
    draft.scale = network.scale();
    draft.codec = encoding.codec;
    draft.crf = encoding.crf;
    draft.preset = encoding.preset;
    draft.segment = encoding.segment;
    draft.onRain = signals.onRain();
    return draft;
  }
}
