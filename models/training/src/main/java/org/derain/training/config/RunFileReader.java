package org.derain.training.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derain.frames.MediaException;

/** The YAML of a run file; what is wrong with it is one line that names the place. */
final class RunFileReader {
  /** A number that a file leaves out is missing, and not 0. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private RunFileReader() {}

  /** The record that a file says, not checked yet. */
  static RunFile parse(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MediaException(file + ": no such run file");
    }
    try {
      return YAML.readValue(file.toFile(), RunFile.class);
    } catch (UnrecognizedPropertyException e) {
      throw new MediaException(
          file
              + " line "
              + e.getLocation().getLineNr()
              + ": unknown key '"
              + e.getPropertyName()
              + "'",
          e);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      throw new MediaException(file + where + ": " + plain(e), e);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The run of an arm of a trial, checked: the file with what the arm says instead. */
  static RunFile arm(Path file, RunFile run, String arm, long seed) {
    Map<String, Object> keys = new LinkedHashMap<>(run.trial().arms().get(arm));
    keys.put("trial", null);
    keys.put("seed", seed);
    keys.put("out", run.out().resolve(arm + "-" + seed).toString());
    return changed(file, keys, file + ": trial: arms: " + arm);
  }

  /**
   * A file with other values for some keys, checked.
   *
   * @param keys their values; null takes a key away; {@code a.b} is key b within a
   * @param where what a mistake is in
   */
  static RunFile changed(Path file, Map<String, Object> keys, String where) {
    try {
      ObjectNode tree = (ObjectNode) YAML.readTree(file.toFile());
      keys.forEach((key, value) -> set(tree, key, value));
      RunFile read = YAML.treeToValue(tree, RunFile.class);
      read.check(file);
      return read;
    } catch (UnrecognizedPropertyException e) {
      throw new MediaException(where + ": unknown key '" + e.getPropertyName() + "'", e);
    } catch (JsonProcessingException e) {
      throw new MediaException(where + ": " + plain(e), e);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static void set(ObjectNode tree, String key, Object value) {
    String[] parts = key.split("[.]", 2);
    if (parts.length == 2 && tree.get(parts[0]) instanceof ObjectNode inner) {
      set(inner, parts[1], value);
    } else if (value == null) {
      tree.remove(key);
    } else {
      tree.set(key, YAML.valueToTree(value));
    }
  }

  private static String plain(JsonProcessingException failure) {
    String line = failure.getOriginalMessage().lines().findFirst().orElse("");
    boolean missing = line.startsWith("Cannot map `null`");
    return missing && failure instanceof JsonMappingException mapping
        ? "missing key '" + mapping.getPath().get(mapping.getPath().size() - 1).getFieldName() + "'"
        : line;
  }
}
