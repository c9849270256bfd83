package org.derain.app.models;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.derain.app.cli.OutputFile;
import org.derain.app.cli.Screen;
import org.derain.app.cli.TextTable;
import org.derain.frames.MediaException;
import org.derain.zoo.ModelCard;
import org.derain.zoo.TypeQuality;
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
      "%nCost is multiplications and additions in 10^9 (GMAC) per 1280x720 frame. Gains are means of"
          + " output minus input PSNR-Y in dB: over clips with a clean twin, none of them learnt"
          + " from, and over held-out clips with each type of rain rendered onto them."
    },
    subcommands = ModelsCommand.Show.class)
public final class ModelsCommand implements Runnable {
  /** In the order in which they are learned; any other comes after them. */
  private static final List<String> TYPES = List.of("light", "heavy", "night", "drops", "looks");

  @Option(names = "--json", description = "Print the model cards as one JSON array instead.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public ModelsCommand() {}

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
    out.print(table(cards));
    out.println();
    TextTable about = new TextTable("model", "what it is for").left(0).left(1);
    cards.forEach(card -> about.row(card.name(), card.description()));
    out.print(about);
    out.println("'derain models show NAME' tells how a model was trained and what it cannot do.");
  }

  private static TextTable table(List<ModelCard> cards) {
    List<String> types = types(cards);
    List<String> titles = new ArrayList<>(List.of("model", "weights", "file", "GMAC", "clips"));
    titles.addAll(types);
    TextTable table = new TextTable(titles.toArray(String[]::new)).left(0);
    for (ModelCard card : cards) {
      List<String> cells = new ArrayList<>();
      cells.add(card.name());
      cells.add(String.format(Locale.ROOT, "%,d K", Math.round(card.parameters() / 1000.0)));
      cells.add(CardSheet.megabytes(card.bytes()));
      cells.add(String.format(Locale.ROOT, "%.1f", card.gmac720p()));
      cells.add(card.quality() == null ? "-" : gain(card.quality().meanGainDb()));
      types.forEach(type -> cells.add(gain(card, type)));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  /** Types of rain that any of the models was measured on. */
  private static List<String> types(List<ModelCard> cards) {
    Set<String> measured = new TreeSet<>();
    for (ModelCard card : cards) {
      if (card.quality() != null) {
        card.quality().types().forEach(type -> measured.add(type.type()));
      }
    }
    List<String> types = new ArrayList<>(TYPES);
    types.retainAll(measured);
    measured.removeAll(TYPES);
    types.addAll(measured);
    return types;
  }

  private static String gain(ModelCard card, String type) {
    return card.quality() == null
        ? "-"
        : card.quality().types().stream()
            .filter(quality -> quality.type().equals(type))
            .map(TypeQuality::gainDb)
            .map(ModelsCommand::gain)
            .findFirst()
            .orElse("-");
  }

  private static String gain(double decibels) {
    return String.format(Locale.ROOT, "%+.1f dB", decibels);
  }

  private static ModelCard card(String name) {
    return Zoo.load(name).card().orElseThrow(() -> new MediaException(name + " has no model card"));
  }

  /** {@code derain models show}: one model card. */
  @Command(name = "show", description = "The card of one model, of the zoo or beside a file.")
  static final class Show implements Runnable {
    @Option(names = "--json", description = "Print the card as JSON instead.")
    private boolean json;

    @Option(
        names = "--html",
        paramLabel = "OUT.html",
        description = "Write the card with its pictures as one HTML page as well.")
    private Path html;

    @Parameters(
        paramLabel = "NAME|FILE.onnx",
        description = "A name in the zoo, or an ONNX file with its card beside it.")
    private String name;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
      OutputFile.check(html);
      ModelCard card = card(name);
      Sheet sheet = CardSheet.of(card);
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? card.toJson() + "\n" : SheetText.of(sheet, Screen.current()));
      out.flush();
      OutputFile.write(html, () -> SheetHtml.of(sheet, file -> Zoo.beside(name, file)));
    }
  }
}
