package org.derain.app.live;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.derain.app.cli.OutputFile;
import org.derain.app.cli.RootCommand;
import org.derain.app.cli.Screen;
import org.derain.app.cli.Usage;
import org.derain.app.cli.Variables;
import org.derain.app.live.config.CameraDefaults;
import org.derain.app.live.config.CameraFile;
import org.derain.app.live.config.WatchedFile;
import org.derain.app.live.fleet.Fleet;
import org.derain.app.live.web.WebAddress;
import org.derain.app.signal.RainSignals;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.camera.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cleans cameras, for as long as it is let. */
@Command(
    name = "live",
    description = {
      "Take the rain out of cameras, in real time.",
      "",
      "A lost camera is connected again, for ever; a dead output stops no other. Ctrl-C and",
      "SIGTERM finish the files properly."
    },
    sortOptions = false,
    footerHeading = "%nExamples%n",
    footer = {
      "  derain live rtsp://cam/stream -o rtsp://127.0.0.1:8554/clean",
      "  derain live rtsp://cam/stream -o yard.mkv -o rtsp://127.0.0.1:8554/clean --segment 10m",
      "  derain live 'rtsp://admin:$${CAM_PASSWORD}@cam/stream' -o yard/live.m3u8 --http 8080",
      "  derain live --config cameras.yaml --http 127.0.0.1:8080",
      "  derain live --config cameras.yaml --mqtt 'mqtt://derain:$${MQTT_PASSWORD}@broker'",
      "  derain live clip.mp4 --realtime -o clean.mkv",
      "",
      "$${NAME} takes a value from the environment, so that passwords need not be typed."
    })
public final class LiveCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "SRC",
      description =
          "The camera: rtsp://, http://, rtmp://, a file, whatever FFmpeg opens; a "
              + "device as /dev/video0; javacv:NAME:DEVICE for a grabber of JavaCV, "
              + "as javacv:opencv:0 for a webcam.")
  private String source;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DST",
      description =
          "Where the clean video goes; may be given several times: rtsp://, "
              + "rtmp:// (published), .mkv or .mp4 (recorded), .m3u8 (HLS for "
              + "browsers).")
  private List<String> outputs = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the camera is called on the page and in the metrics. Default: camera.")
  private String name;

  @Option(
      names = "--config",
      paramLabel = "FILE.yaml",
      description =
          "Many cameras, instead of SRC and -o; docs/LIVE.md has the keys. The "
              + "file is read again when it changes, and the options below hold where "
              + "it says nothing.")
  private Path config;

  @Mixin private LiveOptions options;

  @Spec private CommandSpec spec;

  /** Made for the command line. */
  public LiveCommand() {}

  @Override
  public Integer call() {
    check();
    OutputFile.check(options.watching.stats);
    CountDownLatch stop = new CountDownLatch(1);
    PrintWriter err = spec.commandLine().getErr();
    boolean terminal = System.console() != null;
    StatusLines lines = new StatusLines(err, terminal, Screen.current().columns());
    return GracefulStop.during(stop::countDown, () -> live(stop, lines));
  }

  private int live(CountDownLatch stop, StatusLines lines) {
    Consumer<String> notes = lines::note;
    try (Engines engines = new Engines();
        RainSignals signals = options.signals.open(notes, RootCommand.version());
        Fleet fleet = new Fleet(settings -> new RealCamera(settings, engines, signals, notes))) {
      CameraDefaults base = options.draft();
      base.rainSecret = options.signals.secret(System::getenv);
      WatchedFile file =
          config == null ? null : new WatchedFile(config, base, fleet, signals, notes);
      List<CameraSettings> cameras = file == null ? List.of(single(base)) : file.first();
      CredentialCheck.of(cameras, options.signals.urls()).ifPresent(notes);
      return new LiveRun(fleet, file, signals, options.watching, lines, spec.commandLine().getOut())
          .run(cameras, stop, RootCommand.version());
    }
  }

  /** The camera of the command line. */
  private CameraSettings single(CameraDefaults base) {
    try {
      return base.settings(
          name == null ? "camera" : name,
          Variables.filled(source, System::getenv),
          outputs.stream().map(output -> Variables.filled(output, System::getenv)).toList());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private void check() {
    Usage.check(
        spec,
        Usage.when(
            source == null && config == null,
            "give a camera (SRC) or a file of cameras (--config)"),
        Usage.when(
            config != null && (source != null || !outputs.isEmpty() || name != null),
            "--config is instead of SRC, -o and --name"),
        Usage.when(config == null && outputs.isEmpty(), "give at least one output (-o)"),
        Usage.when(
            name != null && !CameraFile.isName(name), "--name: letters, digits, '.', '_' and '-'"),
        Usage.when(
            options.watching.token != null && options.watching.http == null,
            "--token is for --http"),
        options.problem(),
        options.signals.problem(config == null),
        addressProblem());
  }

  private Optional<String> addressProblem() {
    try {
      if (options.watching.http != null) {
        WebAddress.of(options.watching.http);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }
}
