package org.derain.training.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.training.config.RunFile;
import org.derain.training.learn.Rows;

/** The table of a trial: as text, and for programs. */
final class TrialReport {
  private final RunFile run;
  private final Path file;
  private final Map<String, List<ArmFigures>> results;

  TrialReport(RunFile run, Path file, Map<String, List<ArmFigures>> results) {
    this.run = run;
    this.file = file;
    this.results = results;
  }

  /** Writes trial.md and trial.json into a folder and says the table. */
  void write(Path folder, PrintStream out) {
    try {
      Files.writeString(folder.resolve("trial.md"), markdown());
      Files.writeString(folder.resolve("trial.json"), json());
    } catch (IOException e) {
      throw new MediaException(folder + ": cannot be written: " + e.getMessage(), e);
    }
    out.print(markdown());
    out.println("table " + folder.resolve("trial.md"));
  }

  /** Means over seeds with half of the span; the last column is against the first arm. */
  String markdown() {
    List<ArmFigures> first = results.values().iterator().next();
    List<String> names = List.copyOf(first.get(0).figures().keySet());
    List<String> head = new ArrayList<>(List.of("arm", "windows", "GMAC", "minutes"));
    head.addAll(names);
    head.add("mean against " + results.keySet().iterator().next());
    List<List<String>> rows = new ArrayList<>(List.of(head));
    results.forEach(
        (arm, seeds) -> {
          double minutes = seeds.stream().mapToDouble(s -> s.seconds() / 60).average().orElse(0);
          List<String> cells =
              new ArrayList<>(
                  List.of(
                      arm,
                      String.valueOf(seeds.get(0).windows()),
                      String.format(Locale.ROOT, "%.1f", seeds.get(0).gmac()),
                      String.format(Locale.ROOT, "%.1f", minutes)));
          names.forEach(name -> cells.add(cell(seeds, name)));
          double lead = ArmFigures.mean(seeds, "mean") - ArmFigures.mean(first, "mean");
          cells.add(seeds == first ? "" : String.format(Locale.ROOT, "%+.2f", lead));
          rows.add(cells);
        });
    return Rows.markdown(rows) + "\n" + caption() + "\n";
  }

  private String caption() {
    int seeds = run.trial().seeds().size();
    return "Gains of PSNR over the input in dB by type of rain, on held-out windows"
        + (seeds > 1
            ? "; mean of " + seeds + " seeds, ± half of what lies between them."
            : "; one seed.");
  }

  private static String cell(List<ArmFigures> seeds, String name) {
    String mean = String.format(Locale.ROOT, "%.2f", ArmFigures.mean(seeds, name));
    return seeds.size() == 1
        ? mean
        : mean + String.format(Locale.ROOT, " ±%.2f", ArmFigures.spread(seeds, name));
  }

  private String json() throws JsonProcessingException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    ObjectNode root = mapper.createObjectNode();
    root.put("run", file.getFileName().toString());
    root.set("seeds", mapper.valueToTree(run.trial().seeds()));
    ObjectNode arms = root.putObject("arms");
    results.forEach((arm, seeds) -> arms.set(arm, mapper.valueToTree(seeds)));
    return mapper.writeValueAsString(root) + "\n";
  }
}
