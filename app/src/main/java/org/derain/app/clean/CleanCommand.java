package org.derain.app.clean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.derain.app.cli.Failures;
import org.derain.app.cli.MediaFiles;
import org.derain.app.cli.OutputFile;
import org.derain.app.cli.Progress;
import org.derain.app.cli.RootCommand;
import org.derain.app.cli.Targets;
import org.derain.app.cli.Usage;
import org.derain.app.dashcam.CardRun;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.pipeline.card.CardRequest;
import org.derain.pipeline.card.CardWalk;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.GlassSearch;
import org.derain.pipeline.clean.ModelTreatment;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.still.StillJob;
import org.derain.zoo.Model;
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
      "  derain clean trip/*.mp4 -o cleaned/ --model large --stats figures.json",
      "  derain clean uploads -o cleaned --watch           what is in a folder, and what is added"
    })
public final class CleanCommand implements Callable<Integer> {
  private static final List<String> OF_VIDEOS =
      List.of("--codec", "--crf", "--preset", "--start", "--duration", "--scale", "--glass");

  private static final List<String> OF_FILES =
      List.of("--start", "--duration", "--scale", "--compare", "--stats");

  @Parameters(
      arity = "1..*",
      paramLabel = "IN",
      description = "Rainy videos or stills; or one folder: every video in it, in a folder OUT.")
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

  /** Those that were loaded, by whether they are for stills. */
  private final Map<Boolean, Model> models = new HashMap<>();

  @Override
  public Integer call() {
    boolean isFolder = inputs.size() == 1 && Files.isDirectory(inputs.get(0));
    Usage.check(
        spec,
        options.problem(),
        Usage.when(options.run.watch && !isFolder, "--watch is for a folder"));
    if (isFolder) {
      refuse(OF_FILES, "is for files, not for a folder");
      Usage.check(
          spec,
          Usage.when(options.network.findsGlass(), "--glass auto is for files, not for a folder"));
      cleanFolder(inputs.get(0));
      return ExitCode.OK;
    }
    Map<Path, Path> targets = Targets.of(inputs, output, options.encoding.codec);
    if (targets.size() < inputs.size()) {
      throw new ParameterException(
          spec.commandLine(), "two inputs would have the same name in " + output);
    }
    if (targets.values().stream().allMatch(StillJob::isStill)) {
      refuse(OF_VIDEOS, "is for videos, not for stills");
    }
    OutputFile.check(options.run.stats);
    // A model that is not there is told of before a folder is made.
    targets.values().forEach(this::model);
    Path folder = Path.of(output);
    boolean made = Targets.isFolder(inputs, output) && Targets.makeFolder(folder);
    try {
      run(targets);
    } finally {
      if (made) {
        Targets.removeIfEmpty(folder);
      }
    }
    return ExitCode.OK;
  }

  private void refuse(List<String> unfitting, String reason) {
    for (String option : unfitting) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(spec.commandLine(), option + " " + reason);
      }
    }
  }

  /** Every video in a folder and in the folders in it, each to its place in the result. */
  private void cleanFolder(Path folder) {
    Path target = Path.of(output);
    Usage.check(spec, CardRun.placeProblem(folder, target));
    CardWalk walk = CardWalk.of(folder, MediaFiles::isVideo);
    if (walk.recordings().isEmpty() && !options.run.watch) {
      throw new MediaException(folder + ": there are no videos in it");
    }
    Model model = options.network.model(false);
    CardRequest request =
        new CardRequest(
            target,
            treatment(model),
            options.encoding.codec,
            options.encoding.crf,
            options.encoding.preset,
            options.network.threads,
            options.network.pipeline(),
            false,
            options.run.overwrite,
            RootCommand.version());
    CardRun run =
        new CardRun(folder, request, model, Double.NaN, 1, false, spec.commandLine(), news -> {});
    if (options.run.watch) {
      run.watch();
    } else {
      run.clean(walk);
    }
  }

  private void run(Map<Path, Path> targets) {
    if (inputs.size() == 1) {
      Path input = inputs.get(0);
      Path target = targets.get(input);
      if (!isDone(input, target)) {
        writeStats(clean(input, target));
      }
      return;
    }
    List<CleanReport> reports = new ArrayList<>();
    int failed = cleanAll(targets, reports);
    writeStats(reports);
    if (failed > 0) {
      throw new MediaException(failed + " of " + targets.size() + " files failed, see above");
    }
  }

  /** Cleans one after the other; how many failed. */
  private int cleanAll(Map<Path, Path> targets, List<CleanReport> reports) {
    int failed = 0;
    for (Map.Entry<Path, Path> one : targets.entrySet()) {
      if (isDone(one.getKey(), one.getValue())) {
        continue;
      }
      try {
        reports.add(clean(one.getKey(), one.getValue()));
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

  private Model model(Path target) {
    return models.computeIfAbsent(StillJob.isStill(target), options.network::model);
  }

  private CleanReport clean(Path input, Path target) {
    ModelTreatment network = treatment(model(target));
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

  private ModelTreatment treatment(Model model) {
    return new ModelTreatment(
        model, options.network.device, options.network.threads, options.network.gate());
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

  /** Options of the pipeline, with what is found on the glass if that is asked for. */
  private PipelineOptions pipeline(Path input, Progress progress) {
    PipelineOptions said = options.network.pipeline();
    return options.network.findsGlass() && !said.bypass()
        ? said.withGlass(GlassSearch.of(input, options.part.cut(), progress::note).orElse(null))
        : said;
  }

  private CleanReport video(Path input, Path target, ModelTreatment network, Progress progress) {
    CleanRequest request =
        new CleanRequest(
            input,
            target,
            network,
            options.encoding.settings(options.network.threads),
            pipeline(input, progress),
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
