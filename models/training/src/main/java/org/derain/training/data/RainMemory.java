package org.derain.training.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.derain.frames.MediaException;
import org.derain.rain.RainParameters;
import org.derain.rain.RainType;

/**
 * What is remembered of old rain: recipes, not frames. On disk a line of JSON for each, compressed.
 */
public final class RainMemory {
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * A recipe that is remembered.
   *
   * @param task whose rain it is
   */
  public record Entry(String task, Recipe recipe) {}

  private final List<Entry> entries;

  private RainMemory(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** How its file is called in the folder of a run. */
  public static final String FILE = "rain-memory.jsonl.gz";

  /** Recipes of each type that a run on all types leaves. */
  private static final int PER_TYPE = 60;

  /** Nothing is remembered yet. */
  public static RainMemory empty() {
    return new RainMemory(List.of());
  }

  /**
   * The first recipes of each type, without dry ones; the source is closed.
   *
   * @param shares of the types that it renders
   */
  public static RainMemory of(WindowSource source, Map<RainType, Double> shares) {
    Map<RainType, List<Recipe>> first = new EnumMap<>(RainType.class);
    shares.forEach(
        (type, share) -> {
          if (share > 0) {
            first.put(type, new ArrayList<>());
          }
        });
    try (source) {
      while (first.values().stream().anyMatch(recipes -> recipes.size() < PER_TYPE)) {
        Recipe recipe = source.recipe();
        List<Recipe> alike = first.get(recipe.rain().type());
        if (!recipe.rain().dry() && alike.size() < PER_TYPE) {
          alike.add(recipe);
        }
      }
    }
    RainMemory memory = empty();
    for (Map.Entry<RainType, List<Recipe>> type : first.entrySet()) {
      memory = memory.with(type.getKey().label(), type.getValue());
    }
    return memory;
  }

  public List<Entry> entries() {
    return entries;
  }

  /** As many of each task as a run leaves. */
  public RainMemory first() {
    Map<String, Integer> seen = new HashMap<>();
    return new RainMemory(
        entries.stream().filter(e -> seen.merge(e.task(), 1, Integer::sum) <= PER_TYPE).toList());
  }

  /** This memory and recipes of one more task. */
  public RainMemory with(String task, List<Recipe> recipes) {
    List<Entry> all = new ArrayList<>(entries);
    recipes.forEach(recipe -> all.add(new Entry(task, recipe)));
    return new RainMemory(all);
  }

  /** Writes it; returns the bytes it takes. */
  public long write(Path file) {
    try {
      try (Writer writer =
          new OutputStreamWriter(
              new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
        for (Entry entry : entries) {
          writer.write(MAPPER.writeValueAsString(json(entry)) + "\n");
        }
      }
      return Files.size(file);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static ObjectNode json(Entry entry) throws JsonProcessingException {
    Recipe recipe = entry.recipe;
    ObjectNode line = MAPPER.createObjectNode();
    line.put("task", entry.task);
    line.put("clip", recipe.clip());
    line.put("run", recipe.run());
    line.put("seed", recipe.seed());
    line.put("single", recipe.single());
    if (recipe.overlay() != null) {
      line.put("overlay", recipe.overlay());
    }
    if (recipe.rain() != null) {
      line.set("rain", MAPPER.readTree(recipe.rain().toJson()));
    }
    return line;
  }

  /** Reads what {@link #write} wrote. */
  public static RainMemory read(Path file) {
    List<Entry> entries = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        entries.add(entry(MAPPER.readValue(line, ObjectNode.class)));
      }
    } catch (IOException | MediaException e) {
      throw new MediaException(file + ": not a memory of rain: " + e.getMessage(), e);
    }
    return new RainMemory(entries);
  }

  private static Entry entry(ObjectNode line) throws JsonProcessingException {
    return new Entry(
        line.required("task").asText(),
        new Recipe(
            line.required("clip").asText(),
            line.required("run").asInt(),
            line.required("seed").asLong(),
            line.required("single").asBoolean(),
            line.has("rain")
                ? RainParameters.parse(MAPPER.writeValueAsString(line.get("rain")))
                : null,
            line.has("overlay") ? line.get("overlay").asLong() : null));
  }
}
