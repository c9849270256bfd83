package org.derain.app.dashcam;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.derain.app.cli.Failures;
import org.derain.app.cli.MediaFiles;
import org.derain.app.cli.Targets;
import org.derain.app.cli.Usage;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.card.CardJob;
import org.derain.pipeline.card.CardRequest;
import org.derain.pipeline.card.CardWalk;
import org.derain.pipeline.card.Journal;
import org.derain.pipeline.card.Outcome;
import org.derain.pipeline.card.Plan;
import org.derain.pipeline.card.Recording;
import org.derain.pipeline.card.Room;
import org.derain.pipeline.card.SettledFiles;
import org.derain.pipeline.card.Surveyed;
import org.derain.pipeline.card.Surveyor;
import org.derain.pipeline.card.Task;
import org.derain.pipeline.card.Verification;
import org.derain.pipeline.triage.Stretches;
import org.derain.pipeline.triage.Survey;
import org.derain.pipeline.triage.Triage;
import org.derain.zoo.Model;
import picocli.CommandLine;

/**
 * Plans and cleans a card, once or as long as something is added to it.
 *
 * @param border the score from which on it rains; NaN: everything is cleaned, rainy or not
 * @param jobs recordings cleaned at a time
 * @param verify whether results are compared with their recordings at the end
 * @param line where is written to
 * @param looked told of the recordings of a walk that were looked at for the first time; while the
 *     card is watched, of none every few seconds
 */
public record CardRun(
    Path card,
    CardRequest request,
    Model model,
    double border,
    int jobs,
    boolean verify,
    CommandLine line,
    Consumer<List<Surveyed>> looked) {
  private static final long BETWEEN_S = 3;

  /** What is wrong with the place of a result: neither folder may lie in the other. */
  public static Optional<String> placeProblem(Path card, Path output) {
    return Usage.first(
        Usage.when(
            isInside(card, output),
            "the result would lie in " + card + "; give another folder with -o"),
        Usage.when(
            isInside(output, card),
            card + " lies in the folder of the result; give another folder with -o"));
  }

  private static boolean isInside(Path outer, Path inner) {
    return inner.toAbsolutePath().normalize().startsWith(outer.toAbsolutePath().normalize());
  }

  /** Prints what would be done. */
  public void plan(CardWalk walk) {
    Plan plan;
    try (CardProgress progress = new CardProgress(line.getErr())) {
      plan = survey(walk, Optional.empty(), progress);
    }
    line.getOut().print(PlanText.of(plan, request));
    line.getOut().flush();
  }

  /**
   * Cleans what a walk found, and writes the report.
   *
   * @throws MediaException when something failed; all else is done then
   */
  public void clean(CardWalk walk) {
    Path output = request.output();
    Targets.makeFolder(output);
    try (Journal journal = Journal.open(output, request.signature());
        CardProgress progress = new CardProgress(line.getErr())) {
      Plan plan = survey(walk, Optional.of(journal), progress);
      Room.of(plan.tasks(), journal, request.link()).check(output);
      tellEffort(plan, journal, progress);
      progress.begin(plan);
      CardJob job = new CardJob(request, journal, progress, jobs);
      List<Outcome> outcomes =
          stoppable(
              job::cancel,
              () -> {
                job.copyOthers(walk);
                return job.run(plan.tasks());
              });
      progress.close();
      List<String> wrong = verify ? verify(plan, outcomes) : List.of();
      new CardReport(card, output, model.name(), plan, outcomes, wrong).write();
      long failed = outcomes.stream().filter(outcome -> !outcome.isDone()).count();
      if (failed > 0) {
        throw new MediaException(
            failed + " of " + outcomes.size() + " recordings failed, see above");
      }
      if (!wrong.isEmpty()) {
        throw new MediaException(wrong.size() + " results are not as they should be, see above");
      }
    }
  }

  /** How long it will take, where anything is left to clean. */
  private void tellEffort(Plan plan, Journal journal, CardProgress progress) {
    List<Task> left =
        plan.tasks().stream()
            .filter(task -> journal.outcome(task.recording()).filter(Outcome::isDone).isEmpty())
            .toList();
    String text = PlanText.effort(new Plan(plan.drives(), left), request).strip();
    if (!text.isEmpty()) {
      progress.tell(text);
    }
  }

  /** Cleans what is complete, again and again, until the user stops it. */
  public void watch() {
    CountDownLatch stopped = new CountDownLatch(1);
    SettledFiles settled = new SettledFiles(NanoClock.SYSTEM);
    Set<Recording> done = new HashSet<>();
    line.getErr().println("watching " + card + "; Ctrl-C ends it");
    line.getErr().flush();
    StopSignal.during(
        stopped::countDown,
        () -> {
          do {
            CardWalk walk = settled.of(CardWalk.of(card, MediaFiles::isVideo));
            if (!done.containsAll(walk.recordings())) {
              done.addAll(walk.recordings());
              once(walk, stopped);
            }
            looked.accept(List.of());
          } while (!isOver(stopped));
          return null;
        });
  }

  private void once(CardWalk walk, CountDownLatch stopped) {
    try {
      clean(walk);
    } catch (MediaException e) {
      if (e.getCause() instanceof CancellationException) {
        stopped.countDown();
      }
      Failures.report(e, line);
    }
  }

  private static boolean isOver(CountDownLatch stopped) {
    try {
      return stopped.await(BETWEEN_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private List<String> verify(Plan plan, List<Outcome> outcomes) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Verification.problem(plan.tasks().get(i), outcomes.get(i), request.output())
          .ifPresent(wrong::add);
    }
    wrong.forEach(text -> line.getErr().println("derain: " + text));
    int all = outcomes.size();
    line.getErr().println(all - wrong.size() + " of " + all + " results are as they should be");
    line.getErr().flush();
    return wrong;
  }

  /** What earlier runs looked at is not looked at again. */
  private Plan survey(CardWalk walk, Optional<Journal> journal, CardProgress progress) {
    if (Double.isNaN(border)) {
      return Plan.whole(
          walk.recordings().stream().map(one -> new Surveyed(one, Survey.of(one.file()))).toList());
    }
    Map<Recording, Survey> known = new ConcurrentHashMap<>();
    List<Recording> unknown = new ArrayList<>();
    for (Recording recording : walk.recordings()) {
      Optional<Survey> before = journal.flatMap(all -> all.survey(recording));
      before.ifPresentOrElse(survey -> known.put(recording, survey), () -> unknown.add(recording));
    }
    progress.beginLooking(unknown.size(), known.size());
    int cores = Runtime.getRuntime().availableProcessors();
    Surveyor surveyor = new Surveyor(() -> new Triage(model, border), cores);
    return stoppable(
        surveyor::cancel,
        () -> {
          List<Surveyed> news =
              surveyor.survey(
                  unknown,
                  one -> {
                    journal.ifPresent(all -> all.surveyed(one));
                    known.put(one.recording(), one.survey());
                    progress.looked(one);
                  });
          looked.accept(news);
          List<Surveyed> all =
              walk.recordings().stream()
                  .map(recording -> new Surveyed(recording, known.get(recording)))
                  .toList();
          Stretches weather = new Stretches(border);
          return Plan.of(
              surveyor.joins(all, weather, one -> journal.ifPresent(into -> into.surveyed(one))),
              border);
        });
  }

  private <T> T stoppable(Runnable stop, Supplier<T> work) {
    try {
      return StopSignal.during(stop, work);
    } catch (CancellationException e) {
      throw new MediaException(
          request.output() + ": stopped; what is done is kept, the same command goes on", e);
    }
  }
}
