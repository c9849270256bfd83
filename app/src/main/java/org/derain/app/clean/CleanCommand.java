package org.derain.app.clean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.derain.app.cli.Failures;
import org.derain.app.cli.OutputFile;
import org.derain.app.cli.Progress;
import org.derain.app.cli.RootCommand;
import org.derain.app.cli.Targets;
import org.derain.app.cli.Usage;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.ModelTreatment;
import org.derain.pipeline.still.StillJob;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cleans video files. */
@Command(
    name = "clean",
    description = {
      "Take the rain out of video files, or of still pictures.",
      "",
      "Sound, subtitles, chapters, metadata, colours and every timestamp stay as they are. The",
      "result appears when it is complete, never half."
    },
    sortOptions = false,
    footerHeading = "%nExamples%n",
    footer = {
      "  derain clean rainy.mp4 -o clean.mp4",
      "  derain clean rainy.mp4 -o both.mp4 --compare --start 0:30 --duration 5",
      "  derain clean trip/*.mp4 -o cleaned/ --model nano --stats figures.json"
    })
public final class CleanCommand implements Callable<Integer> {
  private static final List<String> OF_VIDEOS =
      List.of("--codec", "--crf", "--preset", "--start", "--duration", "--scale");

  @Parameters(arity = "1..*", paramLabel = "IN", description = "Rainy videos or stills.")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = {
        "The clean file; its extension chooses the container: .mp4, .mov, .mkv, .webm, .ts;",
        "for a still .png, .jpg, .webp, .tif or .bmp.",
        "With several inputs a folder, made if needed; the names are kept."
      })
  private String output;

  @Mixin private CleanOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Usage.check(spec, options.problem());
    Map<Path, Path> targets = Targets.of(inputs, output, options.encoding.codec);
    if (targets.size() < inputs.size()) {
      throw new ParameterException(
          spec.commandLine(), "two inputs would have the same name in " + output);
    }
    if (targets.values().stream().allMatch(StillJob::isStill)) {
      refuseOptionsOfVideos();
    }
    OutputFile.check(options.run.stats);
    Model model = Zoo.load(options.network.model);
    Path folder = Path.of(output);
    boolean made = Targets.isFolder(inputs, output) && Targets.makeFolder(folder);
    try {
      run(targets, model);
    } finally {
      if (made) {
        Targets.removeIfEmpty(folder);
      }
    }
    return ExitCode.OK;
  }

  private void refuseOptionsOfVideos() {
    for (String option : OF_VIDEOS) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(spec.commandLine(), option + " is for videos, not for stills");
      }
    }
  }

  private void run(Map<Path, Path> targets, Model model) {
    if (inputs.size() == 1) {
      Path input = inputs.get(0);
      Path target = targets.get(input);
      if (!isDone(input, target)) {
        writeStats(clean(input, target, model));
      }
      return;
    }
    List<CleanReport> reports = new ArrayList<>();
    int failed = cleanAll(targets, model, reports);
    writeStats(reports);
    if (failed > 0) {
      throw new MediaException(failed + " of " + targets.size() + " files failed, see above");
    }
  }

  /** Cleans one after the other; how many failed. */
  private int cleanAll(Map<Path, Path> targets, Model model, List<CleanReport> reports) {
    int failed = 0;
    for (Map.Entry<Path, Path> one : targets.entrySet()) {
      if (isDone(one.getKey(), one.getValue())) {
        continue;
      }
      try {
        reports.add(clean(one.getKey(), one.getValue(), model));
      } catch (RuntimeException e) {
        if (e.getCause() instanceof CancellationException) {
          throw e;
        }
        failed++;
        Failures.report(e, spec.commandLine());
      }
    }
    return failed;
  }

  /** Whether an earlier run finished this file, so that a repeated --resume has nothing to do. */
  private boolean isDone(Path input, Path target) {
    boolean done =
        options.run.resume
            && !options.run.overwrite
            && Files.isRegularFile(input)
            && Files.isRegularFile(target)
            && !Targets.isSame(input, target);
    if (done) {
      String rest = CleanJob.tidy(target);
      spec.commandLine().getErr().println(target + ": there already, left as it is" + rest);
    }
    return done;
  }

  private CleanReport clean(Path input, Path target, Model model) {
    ModelTreatment network =
        new ModelTreatment(
            model, options.network.device, options.network.threads, options.network.gate());
    try (Progress progress =
        Progress.of(input.getFileName().toString(), spec.commandLine().getErr())) {
      CleanReport report =
          StillJob.isStill(target)
              ? still(input, target, network, progress)
              : video(input, target, network, progress);
      progress.close();
      PrintWriter out = spec.commandLine().getOut();
      out.print(FiguresTable.of(report));
      out.flush();
      return report;
    }
  }

  private CleanReport still(Path input, Path target, ModelTreatment network, Progress progress) {
    StillJob job =
        new StillJob(
            input,
            target,
            network,
            options.network.keep(),
            options.part.compare,
            options.run.overwrite,
            progress);
    return StopSignal.during(job::cancel, job::run);
  }

  private CleanReport video(Path input, Path target, ModelTreatment network, Progress progress) {
    CleanRequest request =
        new CleanRequest(
            input,
            target,
            network,
            options.encoding.settings(options.network.threads),
            options.network.pipeline(),
            options.part.cut(),
            options.part.compare,
            options.run.resume,
            options.run.overwrite);
    CleanJob job = new CleanJob(request, RootCommand.Version.text(), progress);
    return StopSignal.during(job::cancel, job::run);
  }

  private void writeStats(Object figures) {
    OutputFile.write(options.run.stats, () -> json(figures));
  }

  private static String json(Object figures) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
