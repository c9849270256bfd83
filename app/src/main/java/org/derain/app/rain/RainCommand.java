package org.derain.app.rain;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.derain.app.cli.CutOptions;
import org.derain.app.cli.Progress;
import org.derain.app.cli.RootCommand;
import org.derain.app.cli.Usage;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.SourceFile;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.rain.RainParameters;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
      "Streaks of drops in space, mist, drops on the glass, night, the sensor's noise, and the",
      "encoder over everything. OUT.rain.json, beside the result, says what rain it is; from it"
          + " the",
      "same rain comes again, bit for bit. Sound and all else is kept."
    },
    customSynopsis = {
      "derain rain IN -o OUT [--preset NAME | --parameters FILE.json] [OPTIONS]",
      "derain rain --gallery DIR [IN] [--beside FOLDER]"
    },
    sortOptions = false,
    footerHeading = "%nExamples%n",
    footer = {
      "  derain rain clip.mp4 -o rainy.mp4 --preset storm --seed 7",
      "  derain rain clip.mp4 -o rainy.mp4 --rate 25 --wind 4 --truth truth.mp4",
      "  derain rain clip.mp4 -o again.mp4 --parameters rainy.rain.json",
      "  derain rain --gallery presets/              every preset on one page"
    })
public final class RainCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "IN", description = "A clip without rain.")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The rainy clip; its extension chooses the container.")
  private Path output;

  @Option(
      names = "--truth",
      paramLabel = "OUT2",
      description = "Also write the truth: the same night and noise, without the rain.")
  private Path truth;

  @Mixin private RainOptions options;

  @ArgGroup(validate = false, heading = "%nWhich part, and how it is encoded%n", order = 4)
  private Result result = new Result();

  @ArgGroup(validate = false, heading = "%nA page of all presets%n", order = 5)
  private Page page = new Page();

  @Spec private CommandSpec spec;

  /** Part, codec, existing files. */
  static final class Result extends CutOptions {
    @Option(
        names = "--codec",
        paramLabel = "CODEC",
        defaultValue = "h264",
        description = "h264, hevc, av1 or ffv1 (lossless). Default: h264.")
    Codec codec;

    @Option(names = "--crf", paramLabel = "N", description = "Quality: smaller is better.")
    Integer crf;

    @Option(names = "--overwrite", description = "Replace targets that exist.")
    boolean overwrite;
  }

  /** The gallery. */
  static final class Page {
    @Option(
        names = "--gallery",
        paramLabel = "DIR",
        description =
            "Write DIR/index.html: every preset on IN (default: the clip that ships), with its"
                + " parameters and its command.")
    Path folder;

    @Option(
        names = "--beside",
        paramLabel = "FOLDER",
        description = "Pictures of real rain to show beside them.")
    Path beside;
  }

  @Override
  public Integer call() {
    check();
    if (page.folder != null) {
      Path index = new Gallery(page.folder, page.beside, err()).make(input);
      say(index.toString());
      return ExitCode.OK;
    }
    RainParameters wanted;
    try {
      wanted = new RainChoice(options).parameters();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    RainRecord record = new RainRecord(output);
    record.check(result.overwrite);
    RainTreatment rain = new RainTreatment(wanted, true);
    CleanRequest request = request(output, rain);
    request.check();
    if (truth != null) {
      request(truth, rain).check();
    }
    SourceFile source = SourceFile.of(input);
    CleanReport report = run(request);
    record.write(rain.used(), result.overwrite);
    if (truth != null) {
      source.check();
      run(request(truth, new RainTreatment(rain.used(), false)));
    }
    say(
        String.format(
            Locale.ROOT,
            "%s -> %s%n  %s, %d frames, %.1f fps; parameters in %s",
            input,
            output,
            report.model(),
            report.frames().out(),
            report.fps(),
            record.file()));
    return ExitCode.OK;
  }

  private void check() {
    boolean one = page.folder == null;
    Usage.check(
        spec,
        result.cutProblem(),
        result.codec.problem(result.crf, null),
        Usage.when(one && page.beside != null, "--beside belongs to --gallery"),
        Usage.when(one && input == null, "give a clip IN"),
        Usage.when(one && output == null, "give a target: -o OUT"),
        Usage.when(
            !one && (output != null || truth != null),
            "--gallery DIR makes a page of its own; leave out -o and --truth"),
        Usage.when(
            truth != null
                && output != null
                && truth.toAbsolutePath().equals(output.toAbsolutePath()),
            "--truth and -o are the same file"),
        options.problem());
  }

  private CleanRequest request(Path target, RainTreatment rain) {
    return new CleanRequest(
        input,
        target,
        rain,
        EncoderSettings.of(result.codec, result.crf, null, 0),
        PipelineOptions.defaults().withAlign(false),
        result.cut(),
        false,
        false,
        result.overwrite);
  }

  private CleanReport run(CleanRequest request) {
    try (Progress progress = Progress.of(request.output().getFileName().toString(), err())) {
      CleanJob job = new CleanJob(request, RootCommand.Version.text(), progress);
      CleanReport report = StopSignal.during(job::cancel, job::run);
      if (report.frames().passed() > 0) {
        throw new MediaException(
            request.output()
                + ": "
                + report.frames().passed()
                + " frames got no rain: "
                + String.join("; ", report.errors().keySet()));
      }
      return report;
    }
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
