package org.derain.training.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.derain.rain.RainType;

/** The tables of an outcome: who kept how much of which type, and what sets the kept apart. */
record OutcomeTable(Outcome outcome) {
  /** Rows of cells, the first of them the head: votes by type. */
  List<List<String>> votes() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("type", "candidates", "recogniser", "network", "distance", "kept"));
    for (RainType type : RainType.values()) {
      List<Verdict> some =
          Stream.of(true, false)
              .flatMap(kept -> outcome.of(type, kept).stream())
              .map(outcome.verdicts()::get)
              .toList();
      if (!some.isEmpty()) {
        rows.add(row(type.label(), some));
      }
    }
    rows.add(row("all", outcome.verdicts()));
    return rows;
  }

  private static List<String> row(String name, List<Verdict> some) {
    return List.of(
        name,
        String.valueOf(some.size()),
        share(some, Verdict::recognised),
        share(some, Verdict::natural),
        share(some, Verdict::near),
        share(some, Verdict::kept));
  }

  private static String share(List<Verdict> some, Predicate<Verdict> yes) {
    return String.format(
        Locale.ROOT, "%.1f %%", 100.0 * some.stream().filter(yes).count() / some.size());
  }

  /** Rows of cells, the first of them the head: what most sets kept and rejected apart. */
  List<List<String>> traits(RainType type) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "kept: 25 %", "50 %", "75 %", "rejected: 25 %", "50 %", "75 %", "higher"));
    Traits.of(outcome.views(type, true), outcome.views(type, false)).stream()
        .sorted((a, b) -> Double.compare(b.apart(), a.apart()))
        .forEach(trait -> rows.add(row(trait)));
    return rows;
  }

  private static List<String> row(Traits.Trait trait) {
    List<String> cells = new ArrayList<>(List.of(trait.name()));
    for (double[] quarters : List.of(trait.kept(), trait.rejected())) {
      for (double value : quarters) {
        cells.add(String.format(Locale.ROOT, "%.3g", value));
      }
    }
    cells.add(String.format(Locale.ROOT, "%.2f", trait.higher()));
    return cells;
  }
}
