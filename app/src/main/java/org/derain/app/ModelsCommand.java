package org.derain.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derain.frames.MediaException;
import org.derain.zoo.ModelCard;
import org.derain.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derain models}: what is in the zoo. */
@Command(
    name = "models",
    description = {
      "What is in the zoo: size, cost, training data, measured quality.",
      "%nCost is multiplications and additions in 10^9 (GMAC) per 1280x720 frame. Gain is the mean"
          + " of output minus input PSNR-Y over clips with a clean twin, none of them learnt from."
    },
    subcommands = ModelsCommand.Show.class)
final class ModelsCommand implements Runnable {
  @Option(names = "--json", description = "Print the model cards as one JSON array instead.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    List<ModelCard> cards = new ArrayList<>();
    for (String name : Zoo.names()) {
      cards.add(card(name));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println("[" + String.join(",\n", cards.stream().map(ModelCard::toJson).toList()) + "]");
      return;
    }
    TextTable table = new TextTable("model", "weights", "file", "cost", "gain", "what it is for");
    for (ModelCard card : cards) {
      table.row(
          card.name(),
          thousands(card.parameters()),
          megabytes(card.bytes()),
          String.format(Locale.ROOT, "%.1f GMAC", card.gmac720p()),
          card.quality() == null
              ? "-"
              : String.format(Locale.ROOT, "%+.1f dB", card.quality().meanGainDb()),
          card.description());
    }
    out.print(table.left(0).left(5));
    out.println("'derain models show NAME' tells how a model was trained and what it cannot do.");
  }

  private static String thousands(long parameters) {
    return String.format(Locale.ROOT, "%,d K", Math.round(parameters / 1000.0));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static ModelCard card(String name) {
    return Zoo.load(name).card().orElseThrow(() -> new MediaException(name + " has no model card"));
  }

  /** {@code derain models show}: one model card. */
  @Command(name = "show", description = "The card of one model, of the zoo or beside a file.")
  static final class Show implements Runnable {
    @Option(names = "--json", description = "Print the card as JSON instead.")
    private boolean json;

    @Parameters(
        paramLabel = "NAME|FILE.onnx",
        description = "A name in the zoo, or an ONNX file with its card beside it.")
    private String name;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
      ModelCard card = card(name);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(card.toJson());
        return;
      }
      out.printf(Locale.ROOT, "%s: %s%n", card.name(), card.description());
      out.printf(
          Locale.ROOT,
          "%,d weights, %s, %.2f GMAC per 1280x720 frame, window of %d frames%n",
          card.parameters(),
          megabytes(card.bytes()),
          card.gmac720p(),
          card.window());
      if (card.training() != null) {
        printTraining(out, card.training());
      }
      if (card.quality() != null) {
        printQuality(out, card.quality());
      }
      if (!card.limits().isEmpty()) {
        out.printf("%nLimits%n");
        card.limits().forEach(limit -> out.println("  " + limit));
      }
    }

    private static void printTraining(PrintWriter out, ModelCard.Training training) {
      out.printf(
          Locale.ROOT,
          "%nTraining%n  run %s, seed %d: %,d steps over %,d windows in %.1f h%n",
          training.run(),
          training.seed(),
          training.steps(),
          training.windows(),
          training.wallS() / 3600);
      if (!training.data().isEmpty()) {
        TextTable table = new TextTable("footage", "licence").left(0).left(1);
        training.data().forEach(footage -> table.row(footage.name(), footage.licence()));
        out.print(table.toString().indent(2));
      }
    }

    private static void printQuality(PrintWriter out, ModelCard.Quality quality) {
      out.printf(Locale.ROOT, "%nQuality (PSNR-Y, dB)%n");
      TextTable table =
          new TextTable("clip", "input", "median of 3", "median of 5", "output").left(0);
      for (ModelCard.Pair pair : quality.pairs()) {
        table.row(
            pair.name(),
            decibels(pair.psnrYIn()),
            decibels(pair.median3()),
            decibels(pair.median5()),
            decibels(pair.psnrY()));
      }
      out.print(table.toString().indent(2));
      out.printf(Locale.ROOT, "  mean gain over the input: %+.2f dB%n", quality.meanGainDb());
    }

    private static String decibels(double value) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
  }
}
