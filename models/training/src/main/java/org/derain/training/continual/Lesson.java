package org.derain.training.continual;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.network.OnnxExport;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;
import org.derain.training.data.Windows;
import org.derain.training.learn.Trainer;

/**
 * One training among several, in a folder of its own: what is done is not done again, what was
 * stopped goes on.
 *
 * @param run what it starts from, who teaches, how long, and its folder
 */
public record Lesson(RunFile run) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The model that it leaves. */
  public Path model() {
    return run.out().resolve(run.name() + ".onnx");
  }

  private Path figures() {
    return run.out().resolve("figures.json");
  }

  /**
   * How it went.
   *
   * @param psnr by type afterwards, dB, or other figures that it is judged by
   */
  public record Learned(long steps, double seconds, Map<String, Double> psnr) {}

  /**
   * Learns, if that is not done yet.
   *
   * @param windows to learn from, given the steps that are done already
   */
  Learned learn(LongFunction<Windows> windows, TypeLooks looks, PrintStream out) {
    return learn(windows, trainer -> {}, looks::look, out);
  }

  /**
   * The same, judged by any figures.
   *
   * @param prepared does what a trainer needs before it begins
   * @param judge figures of the network that comes out
   */
  public Learned learn(
      LongFunction<Windows> windows,
      Consumer<Trainer> prepared,
      Function<TorchNetwork, Map<String, Double>> judge,
      PrintStream out) {
    try {
      if (Files.exists(figures())) {
        return MAPPER.readValue(figures().toFile(), Learned.class);
      }
      Learned learned;
      try (Trainer trainer = new Trainer(run, out);
          Windows drawn = windows.apply(trainer.steps())) {
        prepared.accept(trainer);
        // libtorch does not survive being unloaded under a running step.
        StopSignal.during(trainer::stop, () -> trainer.train(drawn, said(out)));
        if (trainer.stopped()) {
          throw new MediaException(
              "stopped at step " + trainer.steps() + "; the same command goes on from there");
        }
        learned = new Learned(trainer.steps(), trainer.seconds(), judge.apply(trainer.average()));
        byte[] onnx =
            OnnxExport.file(run.name(), trainer.average().tier(), trainer.average().values());
        Files.write(model(), onnx);
      }
      Files.writeString(figures(), MAPPER.writeValueAsString(learned) + "\n");
      return learned;
    } catch (IOException e) {
      throw new MediaException(run.out() + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static Trainer.Observer said(PrintStream out) {
    return (step, seconds, loss, rate) ->
        out.printf(Locale.ROOT, "  step %6d  %5.1f min  loss %.5f%n", step, seconds / 60, loss);
  }
}
