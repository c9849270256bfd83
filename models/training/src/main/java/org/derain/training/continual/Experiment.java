package org.derain.training.continual;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.derain.training.config.Arm;
import org.derain.training.config.RunFile;
import org.derain.training.config.Task;
import org.derain.training.data.MixedWindows;
import org.derain.training.data.RenderedWindows;
import org.derain.training.data.Sample;
import org.derain.training.data.WindowSource;
import org.derain.training.data.Windows;

/**
 * Several ways of learning the same types of rain, compared: the same windows, rendered once, the
 * same number of steps, the same windows to judge by.
 */
public final class Experiment {
  private final RunFile run;
  private final TaskSources sources;
  private final PrintStream out;
  private final Map<Integer, List<Sample>> rendered = new HashMap<>();

  private Experiment(RunFile run, TaskSources sources, PrintStream out) {
    this.run = run;
    this.sources = sources;
    this.out = out;
  }

  /** Carries out what is left of it and writes its report. */
  public static void carryOut(Path file, RunFile run, PrintStream out) {
    try (TaskSources sources = new TaskSources(run)) {
      new Experiment(run, sources, out).carryOut(file);
    }
  }

  private void carryOut(Path file) {
    TypeLooks looks = sources.looks(run.tasks());
    out.println("input: " + Sequence.words(looks.input()));
    List<ArmResult> results = new ArrayList<>();
    for (Arm arm : run.arms()) {
      Sequence.Outcome outcome =
          arm == Arm.JOINT
              ? joint(looks)
              : new Sequence(run, true, arm, sources, looks, this::windows, out).learn();
      results.add(outcome.result());
    }
    new ExperimentReport(run, file, looks.input(), results).write(run.out(), out);
  }

  private Sequence.Outcome joint(TypeLooks looks) {
    long steps = run.tasks().stream().mapToLong(task -> task.stepsIn(run)).sum();
    double minutes = run.tasks().stream().mapToDouble(task -> task.minutesIn(run)).sum();
    Path folder = run.out().resolve(Arm.JOINT.label());
    Lesson lesson = new Lesson(run.part(folder, run.start(), null, minutes, steps));
    out.println(Arm.JOINT.words());
    Lesson.Learned learned = lesson.learn(this::all, looks, out);
    out.println("  " + Sequence.words(learned.psnr()));
    return new Sequence.Outcome(
        new ArmResult(Arm.JOINT, List.of(new ArmResult.After("all", learned.psnr())), 0),
        lesson.model(),
        learned.steps(),
        learned.seconds());
  }

  private Windows all(long done) {
    List<Windows> parts = new ArrayList<>();
    for (int i = 0; i < run.tasks().size(); i++) {
      parts.add(windows(i, done));
    }
    return new MixedWindows(parts);
  }

  private Windows windows(int number, long done) {
    return new RenderedWindows(
        rendered.computeIfAbsent(number, this::render), Sequence.seed(run, number) + done);
  }

  private List<Sample> render(int number) {
    Task task = run.tasks().get(number);
    out.printf("  rendering %d windows of %s%n", run.pool(), task.label());
    List<Sample> windows = new ArrayList<>();
    try (WindowSource source = sources.source(task, Sequence.seed(run, number))) {
      while (windows.size() < run.pool()) {
        windows.addAll(source.next());
      }
    }
    return windows;
  }
}
