package org.derain.training.learn;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.derain.network.Cost;
import org.derain.network.OnnxExport;
import org.derain.network.Tier;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;
import org.derain.zoo.Model;
import org.derain.zoo.ModelCard;

/** What a run leaves of a network that is done: the model, its card and a report. */
public final class FinishedModel {
  private static final int ALL_FRAMES = 100_000;

  private FinishedModel() {}

  /** Leaves model, card and report in the run's folder. */
  public static void write(
      Path file, RunFile run, TorchNetwork network, long steps, double seconds, PrintStream out) {
    write(file, run, network, Optional.empty(), steps, seconds, out);
  }

  /**
   * Leaves model, card and report in the run's folder.
   *
   * @param border of the network's rain score, where real clips moved it
   */
  public static void write(
      Path file,
      RunFile run,
      TorchNetwork network,
      Optional<Border> border,
      long steps,
      double seconds,
      PrintStream out) {
    Tier tier = network.tier();
    byte[] onnx = OnnxExport.file(run.name(), tier, network.values());
    try (PairClips pairs = new PairClips(run.pairs(), ALL_FRAMES)) {
      List<PairScore> scores = pairs.score(network);
      ModelCard card = card(file, run, tier, steps, seconds, onnx.length, scores);
      Model.of(run.name(), card, onnx);
      Path model = run.out().resolve(run.name() + ".onnx");
      Path page = run.out().resolve("report.html");
      Files.write(model, onnx);
      Files.writeString(run.out().resolve(run.name() + ".json"), card.toJson() + "\n");
      Files.writeString(page, new Report(run, card, pairs, network, border).html());
      if (!scores.isEmpty()) {
        out.printf(Locale.ROOT, "mean gain on the pairs %+.2f dB%n", PairScore.gain(scores));
      }
      out.println("model  " + model);
      out.println("report " + page);
    } catch (IOException e) {
      throw new MediaException(run.out() + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static ModelCard card(
      Path file,
      RunFile run,
      Tier tier,
      long steps,
      double seconds,
      long bytes,
      List<PairScore> scores) {
    Cost cost = Cost.of(tier, 1280, 720);
    return new ModelCard(
        run.name(),
        run.description(),
        cost.parameters(),
        bytes,
        Math.round(cost.gmac() * 100) / 100.0,
        tier.window(),
        new ModelCard.Training(
            file.getFileName().toString(),
            run.seed(),
            steps,
            steps * run.batch(),
            Math.round(seconds),
            footage(run),
            run.start(),
            run.teacher() == null ? null : StartingPoint.read(run.teacher()).tier().name()),
        new ModelCard.Quality(
            scores.stream()
                .map(
                    s ->
                        new ModelCard.Pair(
                            s.name(),
                            round(s.input()),
                            round(s.output()),
                            round(s.median3()),
                            round(s.median5())))
                .toList(),
            round(PairScore.gain(scores))),
        run.limits());
  }

  private static List<ModelCard.Footage> footage(RunFile run) {
    Stream<ModelCard.Footage> clips =
        run.allFootage().stream()
            .map(c -> new ModelCard.Footage(c.file().getFileName().toString(), c.licence()));
    if (run.real() != null) {
      Stream<ModelCard.Footage> told =
          run.real().known().stream()
              .filter(clip -> !clip.heldOut())
              .map(
                  clip ->
                      new ModelCard.Footage(
                          clip.file().getFileName() + " (rain score)", clip.licence()));
      clips = Stream.concat(clips, told);
    }
    if (run.pseudo() != null) {
      Stream<ModelCard.Footage> real =
          run.pseudo().clips().stream()
              .filter(clip -> !clip.heldOut())
              .map(
                  clip ->
                      new ModelCard.Footage(
                          clip.file().getFileName() + " (real rain, pseudo truth)",
                          clip.licence()));
      clips = Stream.concat(clips, real);
    }
    return run.photographs() == null
        ? clips.toList()
        : Stream.concat(clips, run.photographs().sources().stream()).toList();
  }

  private static double round(double decibels) {
    return Math.round(decibels * 100) / 100.0;
  }
}
