package org.derain.app.dashcam;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.derain.app.cli.MediaFiles;
import org.derain.app.cli.RootCommand;
import org.derain.app.cli.Usage;
import org.derain.app.signal.RainSignals;
import org.derain.frames.MediaException;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.card.CardRequest;
import org.derain.pipeline.card.CardWalk;
import org.derain.pipeline.card.Surveyed;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derain dashcam}: cleans what is rainy on a card, and leaves all else as it is. */
@Command(
    name = "dashcam",
    sortOptions = false,
    description = {
      "Clean a dashcam's card or an archive: what is rainy, and nothing else.",
      "",
      "Looks at every recording for a moment, copies the dry ones byte for byte, and cleans the",
      "stretches in which it rains. The same command goes on after a kill. The card is only read."
    },
    footerHeading = "%nExamples%n",
    footer = {
      "  derain dashcam /media/card -o clean --plan        what would be done, and how long it"
          + " takes",
      "  derain dashcam /media/card -o clean",
      "  derain dashcam archive -o clean --link --jobs 4",
      "  derain dashcam uploads -o clean --watch --on-rain https://host/hook"
    })
public final class DashcamCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CARD", description = "A card, or any folder of recordings.")
  private Path card;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "CLEAN",
      description = "The folder of the result: the folders and names of the card. Made if needed.")
  private Path output;

  @Mixin private DashcamOptions options;

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  public DashcamCommand() {}

  @Override
  public Integer call() {
    Usage.check(spec, options.problem(), CardRun.placeProblem(card, output));
    CardWalk walk = CardWalk.of(card, MediaFiles::isVideo);
    if (walk.recordings().isEmpty() && !options.work.watch) {
      throw new MediaException(card + ": there are no recordings in it");
    }
    ModelChoice choice = options.network.model(output, walk.recordings());
    if (!choice.reason().isEmpty()) {
      spec.commandLine().getErr().println(choice.reason());
    }
    Model model = Zoo.load(choice.name());
    if (options.work.plan) {
      run(model, news -> {}).plan(walk);
    } else if (options.work.watch) {
      watch(model);
    } else {
      run(model, news -> {}).clean(walk);
    }
    return ExitCode.OK;
  }

  private CardRun run(Model model, Consumer<List<Surveyed>> looked) {
    return new CardRun(
        card,
        request(model),
        model,
        options.network.border(),
        options.work.jobs,
        options.work.verify,
        spec.commandLine(),
        looked);
  }

  private void watch(Model model) {
    PrintWriter err = spec.commandLine().getErr();
    Consumer<String> notes =
        note -> {
          err.println("note: " + note);
          err.flush();
        };
    try (RainSignals signals = options.signals.open(notes, RootCommand.version())) {
      RecordedWeather weather =
          new RecordedWeather(options.network.border(), signals, NanoClock.SYSTEM);
      run(model, weather::add).watch();
      weather.close();
    }
  }

  private CardRequest request(Model model) {
    return new CardRequest(
        output,
        options.network.treatment(model, options.work.jobs),
        null,
        options.encoding.crf,
        options.encoding.preset,
        options.network.threads(options.work.jobs),
        options.network.pipeline(),
        options.work.link,
        options.work.overwrite,
        RootCommand.version());
  }
}
