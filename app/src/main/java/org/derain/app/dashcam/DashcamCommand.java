package org.derain.app.dashcam;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.derain.app.cli.MediaFiles;
import org.derain.app.cli.RootCommand;
import org.derain.app.cli.Targets;
import org.derain.app.cli.Usage;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.pipeline.card.CardJob;
import org.derain.pipeline.card.CardRequest;
import org.derain.pipeline.card.CardWalk;
import org.derain.pipeline.card.Journal;
import org.derain.pipeline.card.Outcome;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Recording;
import org.derain.pipeline.card.Room;
import org.derain.pipeline.card.Surveyed;
import org.derain.pipeline.card.Surveyor;
import org.derain.pipeline.card.Verification;
import org.derain.pipeline.triage.Survey;
import org.derain.pipeline.triage.Triage;
import org.derain.zoo.Model;
import org.derain.zoo.Zoo;
import picocli.CommandLine.Command;
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
      "  derain dashcam archive -o clean --link --jobs 4"
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
    Usage.check(
        spec,
        options.problem(),
        Usage.when(
            isInside(card, output),
            "the result would lie on the card; give another folder with -o"),
        Usage.when(
            isInside(output, card),
            "the card lies in the folder of the result; give another folder with -o"));
    Model model = Zoo.load(options.network.model);
    CardWalk walk = CardWalk.of(card, MediaFiles::isVideo);
    if (walk.recordings().isEmpty()) {
      throw new MediaException(card + ": there are no recordings in it");
    }
    return options.work.plan ? plan(walk, model) : clean(walk, model);
  }

  private static boolean isInside(Path outer, Path inner) {
    return inner.toAbsolutePath().normalize().startsWith(outer.toAbsolutePath().normalize());
  }

  private CardRequest request(Model model) {
    return new CardRequest(
        output,
        options.network.treatment(model, options.work.jobs),
        options.encoding.crf,
        options.encoding.preset,
        options.network.threads(options.work.jobs),
        options.network.pipeline(),
        options.work.link,
        options.work.overwrite,
        RootCommand.version());
  }

  private int plan(CardWalk walk, Model model) {
    try (CardProgress progress = new CardProgress(err())) {
      Plan plan = survey(walk, model, Optional.empty(), progress);
      progress.close();
      out().print(PlanText.of(plan, request(model)));
      out().flush();
    }
    return 0;
  }

  private int clean(CardWalk walk, Model model) {
    Targets.makeFolder(output);
    CardRequest request = request(model);
    try (Journal journal = Journal.open(output, request.signature());
        CardProgress progress = new CardProgress(err())) {
      Plan plan = survey(walk, model, Optional.of(journal), progress);
      Room.of(plan.tasks(), journal, options.work.link).check(output);
      progress.begin(plan);
      CardJob job = new CardJob(request, journal, progress, options.work.jobs);
      List<Outcome> outcomes =
          stoppable(
              job::cancel,
              () -> {
                job.copyOthers(walk);
                return job.run(plan.tasks());
              });
      List<String> warnings = options.work.verify ? verify(plan, outcomes) : List.of();
      new CardReport(card, output, model.name(), plan, outcomes, warnings).write();
      progress.close();
      long failed = outcomes.stream().filter(outcome -> !outcome.isDone()).count();
      if (failed > 0) {
        throw new MediaException(
            failed + " of " + outcomes.size() + " recordings failed, see above");
      }
      if (!warnings.isEmpty()) {
        throw new MediaException(warnings.size() + " results are not as they should be, see above");
      }
    }
    return 0;
  }

  private List<String> verify(Plan plan, List<Outcome> outcomes) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Verification.problem(plan.tasks().get(i), outcomes.get(i), output).ifPresent(wrong::add);
    }
    wrong.forEach(text -> err().println("derain: " + text));
    err()
        .println(
            outcomes.size()
                - wrong.size()
                + " of "
                + outcomes.size()
                + " results are as they should be");
    err().flush();
    return wrong;
  }

  /** What earlier runs looked at is not looked at again. */
  private Plan survey(
      CardWalk walk, Model model, Optional<Journal> journal, CardProgress progress) {
    Map<Recording, Survey> known = new ConcurrentHashMap<>();
    List<Recording> unknown = new ArrayList<>();
    for (Recording recording : walk.recordings()) {
      Optional<Survey> before = journal.flatMap(all -> all.survey(recording));
      before.ifPresentOrElse(survey -> known.put(recording, survey), () -> unknown.add(recording));
    }
    progress.beginLooking(unknown.size(), known.size());
    double border = options.network.border();
    Surveyor surveyor =
        new Surveyor(() -> new Triage(model, border), Runtime.getRuntime().availableProcessors());
    stoppable(
        surveyor::cancel,
        () ->
            surveyor.survey(
                unknown,
                one -> {
                  journal.ifPresent(all -> all.surveyed(one));
                  known.put(one.recording(), one.survey());
                  progress.looked(one);
                }));
    return Plan.of(
        walk.recordings().stream()
            .map(recording -> new Surveyed(recording, known.get(recording)))
            .toList(),
        border);
  }

  private <T> T stoppable(Runnable stop, java.util.function.Supplier<T> work) {
    try {
      return StopSignal.during(stop, work);
    } catch (CancellationException e) {
      throw new MediaException(
          output + ": stopped; what is done is kept, the same command goes on", e);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
