package org.derain.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what programs around ours rely on with files under {@code src/test/resources/golden}.
 * {@code -Dgolden.write=true} writes those files anew, to be looked at before they are committed.
 */
final class Golden {
  private static final Path FILES = Path.of("src/test/resources/golden");
  private static final boolean WRITE = Boolean.getBoolean("golden.write");

  private Golden() {}

  /** Whether a text is that of a file, to the letter. */
  static void check(String file, String text) throws IOException {
    String now = text.replace("\r\n", "\n");
    Path golden = FILES.resolve(file);
    if (WRITE) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, now);
    }
    assertEquals(
        Files.readString(golden).replace("\r\n", "\n"),
        now,
        file + " is a contract; if the change is meant, run with -Dgolden.write=true");
  }

  /** Whether JSON has the keys, their order and the types of a file. */
  static void checkShape(String file, JsonNode json) throws IOException {
    check(
        file,
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(shape(json)) + "\n");
  }

  /** Values become the names of their types; of an array, each shape stands once. */
  private static JsonNode shape(JsonNode json) {
    if (json.isObject()) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      json.properties().forEach(entry -> all.set(entry.getKey(), shape(entry.getValue())));
      return all;
    }
    if (json.isArray()) {
      ArrayNode shapes = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : json) {
        JsonNode shape = shape(element);
        boolean known = false;
        for (JsonNode other : shapes) {
          known |= other.equals(shape);
        }
        if (!known) {
          shapes.add(shape);
        }
      }
      return shapes;
    }
    if (json.isNumber()) {
      return JsonNodeFactory.instance.textNode(json.isIntegralNumber() ? "integer" : "decimal");
    }
    return JsonNodeFactory.instance.textNode(
        json.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
  }
}
