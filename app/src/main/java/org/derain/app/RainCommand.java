package org.derain.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.derain.frames.StopSignal;
import org.derain.pipeline.PipelineOptions;
import org.derain.pipeline.media.CleanJob;
import org.derain.pipeline.media.CleanReport;
import org.derain.pipeline.media.CleanRequest;
import org.derain.pipeline.media.Codec;
import org.derain.pipeline.media.EncoderSettings;
import org.derain.rain.Camera;
import org.derain.rain.Depth;
import org.derain.rain.RainParameters;
import org.derain.rain.RainType;
import org.derain.rain.Rainfall;
import org.derain.rain.Sensor;
import org.derain.rain.Veil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds rain to dry video. */
@Command(
    name = "rain",
    description = {
      "Add rain to a dry clip, for testing and for training.",
      "",
      "Streaks at several distances with wind and exposure, a veil, the sensor's noise, and the",
      "encoder over everything. The same seed gives the same rain. Sound and all else is kept."
    },
    sortOptions = false,
    footerHeading = "%nExamples%n",
    footer = {
      "  derain rain clip.mp4 -o rainy.mp4 --rate 25 --seed 1",
      "  derain rain clip.mp4 -o storm.mp4 --rate 80 --wind 9 --exposure 0.004"
    })
final class RainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IN", description = "A clip without rain.")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "The rainy clip; its extension chooses the container.")
  private Path output;

  @Option(
      names = "--rate",
      paramLabel = "MM_PER_H",
      defaultValue = "25",
      description = "How much it rains: 1 drizzle, 5 light, 25 heavy, 100 cloudburst. Default: 25.")
  private double rate;

  @Option(
      names = "--wind",
      paramLabel = "M_PER_S",
      defaultValue = "2",
      description = "Sideways, positive to the right. Default: 2.")
  private double wind;

  @Option(
      names = "--exposure",
      paramLabel = "S",
      defaultValue = "0.012",
      description =
          "How long the shutter is open: long and faint, or short and bright streaks. Default: 0.012.")
  private double exposure;

  @Option(
      names = "--gain",
      paramLabel = "X",
      defaultValue = "10",
      description =
          "How much stronger than physics the streaks are, as in the field's training sets. Default: 10; 1 is physics.")
  private double gain;

  @Option(
      names = "--veil",
      paramLabel = "M",
      defaultValue = "60",
      description =
          "Depth of the scene in metres over which rain becomes mist. Default: 60; 0: no mist.")
  private double veil;

  @Option(
      names = "--noise",
      paramLabel = "LEVELS",
      defaultValue = "1",
      description = "The sensor's noise, standard deviation on luma from 0 to 255. Default: 1.")
  private double noise;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which rain. Default: 1.")
  private long seed;

  @Mixin private CutOptions part;

  @Option(
      names = "--codec",
      paramLabel = "CODEC",
      defaultValue = "h264",
      description = "h264, hevc, av1 or ffv1 (lossless). Default: h264.")
  private Codec codec;

  @Option(names = "--crf", paramLabel = "N", description = "Quality: smaller is better.")
  private Integer crf;

  @Option(names = "--overwrite", description = "Replace a target that exists.")
  private boolean overwrite;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String complaint =
        part.cutComplaint() != null ? part.cutComplaint() : codec.complaint(crf, null);
    if (complaint != null) {
      throw new ParameterException(spec.commandLine(), complaint);
    }
    RainParameters wanted;
    try {
      wanted = parameters();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    CleanRequest request =
        new CleanRequest(
            input,
            output,
            new RainTreatment(wanted),
            EncoderSettings.of(codec, crf, null, 0),
            PipelineOptions.defaults().withAlign(false),
            part.cut(),
            false,
            false,
            overwrite);
    try (Progress progress = Progress.of(input.getFileName().toString(), err())) {
      CleanJob job = new CleanJob(request, RootCommand.Version.text(), progress);
      CleanReport report = StopSignal.during(job::cancel, job::run);
      progress.close();
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          Locale.ROOT,
          "%s -> %s%n  %s, %d frames, %.1f fps%n",
          input,
          output,
          report.model(),
          report.frames().out(),
          report.fps());
      out.flush();
      return Main.DONE;
    }
  }

  private RainParameters parameters() {
    Rainfall fall = new Rainfall(rate, wind, 1, gain, Camera.still(exposure));
    Veil mist =
        veil == 0 ? null : new Veil(fall.extinction(), 60, Depth.layers(0.5 * veil, 1.5 * veil));
    return new RainParameters(
        seed,
        rate < 10 ? RainType.LIGHT : RainType.HEAVY,
        fall,
        null,
        0.7,
        mist,
        null,
        null,
        new Sensor(noise, 0),
        null);
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
