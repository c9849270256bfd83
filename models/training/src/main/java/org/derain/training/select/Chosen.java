package org.derain.training.select;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;
import org.derain.training.config.RunFile;

/**
 * What a selection leaves in the folder of its run: memories that any run can draw from, a page,
 * and figures for programs, which are written last.
 *
 * @param folder of the run
 */
record Chosen(Path folder) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Memory of all candidates. */
  Path all() {
    return folder.resolve("all.jsonl.gz");
  }

  /** Memory of as many of each type, drawn at random. */
  Path random() {
    return folder.resolve("random.jsonl.gz");
  }

  /** Memory of those that most judges call real. */
  Path kept() {
    return folder.resolve("kept.jsonl.gz");
  }

  /** Kept and rejected beside their nearest real windows. */
  Path page() {
    return folder.resolve("selection.html");
  }

  private Path figures() {
    return folder.resolve("selection.json");
  }

  /**
   * Whether a run's selection is done already.
   *
   * @throws MediaException when another selection is in its folder
   */
  boolean done(RunFile run) {
    if (!Files.exists(figures())) {
      return false;
    }
    try {
      if (MAPPER.readTree(figures().toFile()).path("of").equals(settings(run))) {
        return true;
      }
    } catch (IOException e) {
      throw new MediaException(figures() + ": cannot be read: " + e.getMessage(), e);
    }
    throw new MediaException(
        folder + " holds a selection of other settings; give another out, or remove it");
  }

  /** All on which the choice depends. */
  private static ObjectNode settings(RunFile run) throws IOException {
    ObjectNode of = MAPPER.createObjectNode();
    of.put("seed", run.seed());
    of.put("patch", run.patch());
    of.put("single", run.single());
    of.put("screened", run.screening());
    of.set("types", MAPPER.valueToTree(run.shares()));
    run.footage().forEach(clip -> of.withArray("footage").add(clip.file().toString()));
    of.put("photographs", run.photographs() == null ? 0 : run.photographs().share());
    of.put("candidates", run.select().candidates());
    of.put("model", run.select().by());
    of.put("windows", run.select().each());
    of.put("tolerance", run.select().turnedDown());
    of.set("levels", MAPPER.valueToTree(run.select().steps()));
    of.set("library", MAPPER.valueToTree(run.select().library()));
    // As it is read again.
    return (ObjectNode) MAPPER.readTree(MAPPER.writeValueAsString(of));
  }

  /** Leaves everything. */
  void write(RunFile run, Outcome outcome) {
    try {
      outcome.all().write(all());
      outcome.random(run.seed()).write(random());
      outcome.kept().write(kept());
      Files.writeString(page(), new SelectionPage(run.name(), outcome).html());
      Path half = folder.resolve("selection.json.half");
      Files.writeString(half, MAPPER.writeValueAsString(json(run, outcome)) + "\n");
      WholeFile.publish(half, figures(), true);
    } catch (IOException e) {
      throw new MediaException(folder + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static ObjectNode json(RunFile run, Outcome outcome) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.set("of", settings(run));
    root.put("real_windows", outcome.library()[0]);
    root.put("real_clips", outcome.library()[1]);
    root.put("told", outcome.told());
    root.put("dry_called_real", outcome.dryReal());
    root.put("network_border", outcome.natural());
    root.put("distance_border", outcome.near());
    for (int i = 0; i < outcome.candidates().size(); i++) {
      View view = outcome.candidates().get(i);
      Verdict verdict = outcome.verdicts().get(i);
      ObjectNode one = root.withArray("candidates").addObject();
      one.put("type", view.recipe().rain().type().label());
      one.put("clip", view.clip());
      one.put("seed", view.recipe().seed());
      one.put("change", view.change());
      one.put("rain", verdict.rain());
      one.put("network", verdict.likeness());
      one.put("distance", verdict.distance());
      one.put("votes", verdict.votes());
      one.put("kept", verdict.kept());
      verdict.nearest().forEach(real -> one.withArray("nearest").add(real.clip()));
    }
    return root;
  }
}
