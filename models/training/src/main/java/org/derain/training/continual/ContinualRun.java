package org.derain.training.continual;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derain.network.TorchNetwork;
import org.derain.training.config.Arm;
import org.derain.training.config.RunFile;
import org.derain.training.data.SamplePool;
import org.derain.training.data.WindowSource;
import org.derain.training.learn.FinishedModel;
import org.derain.training.learn.StartingPoint;

/** A run of tasks, one after another, from its file to its model. */
public final class ContinualRun {
  private ContinualRun() {}

  /** Carries out what is left of it; leaves model, card, reports and the memory of its rain. */
  public static void carryOut(Path file, RunFile run, PrintStream out) {
    try (TaskSources sources = new TaskSources(run)) {
      TypeLooks looks = sources.looks(run.tasks());
      Map<String, Double> input = looks.input();
      out.println("input: " + Sequence.words(input));
      Arm arm = Arm.of(run.distillation() != null, run.review() != null);
      Sequence.Fresh fresh =
          (number, done) -> {
            long seed = Sequence.seed(run, number) + done;
            WindowSource source = sources.source(run.tasks().get(number), seed);
            return new SamplePool(List.of(source), run.pool(), run.reuse(), seed);
          };
      Sequence.Outcome outcome = new Sequence(run, false, arm, sources, looks, fresh, out).learn();
      new ExperimentReport(run, file, input, List.of(outcome.result())).write(run.out(), out);
      try (TorchNetwork network = StartingPoint.network(outcome.model().toString(), run.on())) {
        FinishedModel.write(file, run, network, outcome.steps(), outcome.seconds(), out);
      }
    }
  }
}
