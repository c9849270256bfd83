package org.derain.training.continual;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.derain.frames.MediaException;
import org.derain.network.TorchNetwork;
import org.derain.training.config.Arm;
import org.derain.training.config.Review;
import org.derain.training.config.RunFile;
import org.derain.training.config.Task;
import org.derain.training.data.RainMemory;
import org.derain.training.data.Recipe;
import org.derain.training.data.RenderedWindows;
import org.derain.training.data.Sample;
import org.derain.training.data.WindowSource;
import org.derain.training.data.Windows;
import org.derain.training.learn.StartingPoint;

/**
 * Types of rain learned one after another: each starts from the weights that the last one left, the
 * model as it was then may teach, and old rain may be replayed.
 */
final class Sequence {
  /** So many recipes are looked at for each that is kept. */
  private static final int CANDIDATES = 4;

  /** Gives windows of tasks. */
  interface Fresh {
    /**
     * Windows of a task.
     *
     * @param number of the task, from 0
     * @param done steps before them
     */
    Windows windows(int number, long done);
  }

  private final RunFile run;
  private final Arm arm;
  private final TaskSources sources;
  private final TypeLooks looks;
  private final Fresh fresh;
  private final PrintStream out;
  private final boolean compared;

  /**
   * A sequence.
   *
   * @param compared whether it is one of several: their first task, in which nothing is old yet, is
   *     then learned once for all of them
   */
  Sequence(
      RunFile run,
      boolean compared,
      Arm arm,
      TaskSources sources,
      TypeLooks looks,
      Fresh fresh,
      PrintStream out) {
    this.run = run;
    this.arm = arm;
    this.compared = compared;
    this.sources = sources;
    this.looks = looks;
    this.fresh = fresh;
    this.out = out;
  }

  /** What a sequence leaves. */
  record Outcome(ArmResult result, Path model, long steps, double seconds) {}

  /** Learns all tasks, or those that are left. */
  Outcome learn() {
    RainMemory memory =
        run.review() == null || run.review().memory() == null
            ? RainMemory.empty()
            : RainMemory.read(run.review().memory());
    String before = run.start();
    long bytes = 0;
    List<ArmResult.After> after = new ArrayList<>();
    if (before != null) {
      try (TorchNetwork start = StartingPoint.network(before, run.on())) {
        after.add(new ArmResult.After("start", looks.look(start)));
        out.println("at the start: " + words(after.get(0).psnr()));
      }
    }
    Path model = null;
    long steps = 0;
    double seconds = 0;
    for (int i = 0; i < run.tasks().size(); i++) {
      Task task = run.tasks().get(i);
      Lesson lesson = new Lesson(part(i, before));
      RainMemory old = memory;
      int number = i;
      out.printf("%s: %s%n", arm.words(), task.label());
      Lesson.Learned learned = lesson.learn(done -> windows(number, old, done), looks, out);
      steps += learned.steps();
      seconds += learned.seconds();
      after.add(new ArmResult.After(task.label(), learned.psnr()));
      model = lesson.model();
      before = model.toString();
      out.println("  " + words(learned.psnr()));
      if (arm.reviewing()) {
        memory = memory.with(task.label(), select(task, i, model));
        bytes = memory.write(run.out().resolve(arm.label()).resolve(RainMemory.FILE));
      }
    }
    return new Outcome(new ArmResult(arm, after, bytes), model, steps, seconds);
  }

  /** PSNR by type in one line. */
  static String words(Map<String, Double> figures) {
    StringBuilder line = new StringBuilder();
    figures.forEach(
        (type, decibels) -> line.append(String.format(Locale.ROOT, "%s %.2f  ", type, decibels)));
    return line.append("dB").toString();
  }

  private RunFile part(int number, String before) {
    Task task = run.tasks().get(number);
    boolean shared = compared && number == 0;
    Path folder = (shared ? run.out() : run.out().resolve(arm.label()));
    try {
      Files.createDirectories(run.out().resolve(arm.label()));
    } catch (IOException e) {
      throw new MediaException(run.out() + ": cannot be written: " + e.getMessage(), e);
    }
    return run.part(
        folder.resolve(number + 1 + "-" + task.label()),
        before,
        arm.taught() && !shared ? before : null,
        task.minutesIn(run),
        task.stepsIn(run));
  }

  /** The seed of a task's windows. */
  static long seed(RunFile run, int number) {
    return run.seed() + 1000L * (number + 1);
  }

  private Windows windows(int number, RainMemory memory, long done) {
    Windows now = fresh.windows(number, done);
    if (!arm.reviewing() || memory.entries().isEmpty()) {
      return now;
    }
    List<Sample> old = sources.replay(memory, run.tasks());
    out.printf("  replaying %d recipes, %d windows%n", memory.entries().size(), old.size());
    return new ReviewedWindows(
        now, new RenderedWindows(old, seed(run, number) + done + 1), run.review().share());
  }

  /** Chooses what is kept of a task that was learned just now. */
  private List<Recipe> select(Task task, int number, Path model) {
    Review review = run.review();
    List<Recipe> seen = new ArrayList<>();
    try (WindowSource source = sources.source(task, seed(run, number))) {
      for (int i = 0; i < CANDIDATES * review.perType(); i++) {
        seen.add(source.recipe());
      }
      if (review.selection() == Review.Selection.RANDOM) {
        return seen.subList(0, review.perType());
      }
      try (TorchNetwork network = StartingPoint.network(model.toString(), run.on())) {
        return select(
            review, seen, seen.stream().map(r -> loss(network, source.render(r))).toList());
      }
    }
  }

  private static double loss(TorchNetwork network, List<Sample> windows) {
    return TypeLooks.errors(network, windows).stream().mapToDouble(e -> e).average().orElse(0);
  }

  /** Those that are kept, by what was lost on each. */
  static List<Recipe> select(Review review, List<Recipe> seen, List<Double> losses) {
    List<Recipe> byLoss =
        IntStream.range(0, seen.size())
            .boxed()
            .sorted(Comparator.comparing(losses::get, Comparator.reverseOrder()))
            .map(seen::get)
            .toList();
    int kept = Math.min(review.perType(), seen.size());
    if (review.selection() == Review.Selection.HARDEST) {
      return byLoss.subList(0, kept);
    }
    return IntStream.range(0, kept)
        .mapToObj(i -> byLoss.get((int) ((i + 0.5) * byLoss.size() / kept)))
        .toList();
  }
}
