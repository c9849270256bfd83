package org.derain.training.continual;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.derain.frames.MediaException;
import org.derain.training.config.Arm;
import org.derain.training.config.RunFile;
import org.derain.training.learn.Report;
import org.derain.training.learn.StartingPoint;

/** What a comparison of arms came to, for programs, for a text file and as a page. */
final class ExperimentReport {
  /** What distillation and review together may forget, and lose against joint training, in dB. */
  private static final double FORGET = 0.3;

  private static final double LAG = 0.5;

  private final RunFile run;
  private final Path file;
  private final Map<String, Double> input;
  private final List<ArmResult> results;

  ExperimentReport(RunFile run, Path file, Map<String, Double> input, List<ArmResult> results) {
    this.run = run;
    this.file = file;
    this.input = input;
    this.results = results.stream().sorted(Comparator.comparing(ArmResult::arm)).toList();
  }

  private Optional<ArmResult> of(Arm arm) {
    return results.stream().filter(result -> result.arm() == arm).findFirst();
  }

  /** How far the average of an arm is above joint training's, dB; nothing without that arm. */
  private Optional<Double> againstJoint(ArmResult result) {
    return of(Arm.JOINT).map(joint -> result.average() - joint.average());
  }

  /** What had to show, and whether it did. */
  private List<String> verdicts() {
    List<String> verdicts = new ArrayList<>();
    Optional<ArmResult> both = of(Arm.BOTH);
    both.ifPresent(
        result ->
            verdicts.add(
                verdict(
                    "distillation and review forget %.2f dB (at most %.1f)",
                    result.forgetting(), FORGET, result.forgetting() <= FORGET)));
    both.flatMap(this::againstJoint)
        .ifPresent(
            lead ->
                verdicts.add(
                    verdict(
                        "they end %.2f dB from joint training (at most %.1f below)",
                        lead, LAG, lead >= -LAG)));
    if (both.isPresent()) {
      of(Arm.SEQUENCE)
          .ifPresent(
              plain -> {
                double more = plain.forgetting() - both.get().forgetting();
                verdicts.add(
                    verdict(
                        "plain fine-tuning forgets %.2f dB more (at least %.1f)",
                        more, FORGET, more >= FORGET));
              });
    }
    return verdicts;
  }

  private static String verdict(String words, double found, double wanted, boolean held) {
    return String.format(Locale.ROOT, words, found, wanted) + (held ? ": yes" : ": NO");
  }

  /** Writes it as continual.json, continual.md and continual.html, and says the table. */
  void write(Path folder, PrintStream out) {
    Path page = folder.resolve("continual.html");
    try {
      Files.writeString(folder.resolve("continual.json"), json());
      Files.writeString(folder.resolve("continual.md"), markdown());
      Files.writeString(page, html());
    } catch (IOException e) {
      throw new MediaException(folder + ": cannot be written: " + e.getMessage(), e);
    }
    out.print(markdown());
    out.println("report " + page);
  }

  /** For programs. */
  private String json() throws JsonProcessingException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    ObjectNode root = mapper.createObjectNode();
    root.put("run", file.getFileName().toString());
    root.put("tier", StartingPoint.tier(run).name());
    root.put("seed", run.seed());
    root.set("input", mapper.valueToTree(input));
    for (ArmResult result : results) {
      ObjectNode arm = root.withArray("arms").addObject();
      arm.put("arm", result.arm().label());
      arm.set("after", mapper.valueToTree(result.after()));
      arm.put("average", result.average());
      arm.set("forgotten", mapper.valueToTree(result.forgotten()));
      arm.put("forgetting", result.forgetting());
      againstJoint(result).ifPresent(lead -> arm.put("against_joint", lead));
      arm.put("memory_bytes", result.memoryBytes());
    }
    root.set("verdicts", mapper.valueToTree(verdicts()));
    return mapper.writeValueAsString(root) + "\n";
  }

  private interface Row {
    void add(List<String> cells);
  }

  private void rows(Row row) {
    List<String> head = new ArrayList<>(List.of("arm", "after"));
    head.addAll(input.keySet());
    head.addAll(List.of("average", "forgetting", "to joint"));
    row.add(head);
    List<String> first = new ArrayList<>(List.of("input", ""));
    input.values().forEach(value -> first.add(number("%.2f", value)));
    first.addAll(List.of("", "", ""));
    row.add(first);
    for (ArmResult result : results) {
      for (ArmResult.After after : result.after()) {
        List<String> cells = new ArrayList<>(List.of(result.arm().words(), after.task()));
        after.psnr().values().forEach(value -> cells.add(number("%.2f", value)));
        boolean last = after == result.after().get(result.after().size() - 1);
        cells.add(last ? number("%.2f", result.average()) : "");
        cells.add(last && result.after().size() > 1 ? number("%.2f", result.forgetting()) : "");
        cells.add(last ? againstJoint(result).map(lead -> number("%+.2f", lead)).orElse("") : "");
        row.add(cells);
      }
    }
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** As a text file. */
  private String markdown() {
    StringBuilder text = new StringBuilder();
    rows(
        cells -> {
          boolean head = text.isEmpty();
          text.append("| ").append(String.join(" | ", cells)).append(" |\n");
          if (head) {
            text.append("|---".repeat(cells.size())).append("|\n");
          }
        });
    text.append('\n');
    verdicts().forEach(verdict -> text.append("* ").append(verdict).append('\n'));
    return text.toString();
  }

  /** As a page without any outside resource. */
  private String html() {
    StringBuilder page =
        new StringBuilder(Report.head("Rain types one after another", run.description()));
    page.append("<table>");
    rows(
        cells -> {
          page.append("<tr>");
          cells.forEach(cell -> page.append("<td>").append(cell));
          page.append("</tr>");
        });
    page.append(
        "</table><p>PSNR on held-out windows over all planes, dB. Forgetting: best result since a type was learned");
    page.append(" minus the last one, mean over all types but the newest.</p><ul>");
    verdicts().forEach(verdict -> page.append("<li>").append(verdict));
    page.append("</ul><h2>After each task</h2>");
    List<ArmResult> steps = results.stream().filter(r -> r.after().size() > 1).toList();
    for (String type : input.keySet()) {
      page.append(new ArmChart(type, steps, of(Arm.JOINT)).svg());
    }
    return page.append("</html>\n").toString();
  }
}
