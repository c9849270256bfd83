package org.derain.app.live.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a YAML file that knows its lines, and notices keys that nobody asked for. */
final class YamlMap {
  /** What YAML takes for something of its own. */
  static final String QUOTES = "a value that begins with '*', '&' or '!' has to stand in quotes";

  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final int line;
  private final ConfigErrors mistakes;

  private YamlMap(int line, ConfigErrors mistakes) {
    this.line = line;
    this.mistakes = mistakes;
  }

  /** Reads a node; what is no mapping is a mistake, and an empty mapping. */
  static YamlMap of(Node node, String what, ConfigErrors mistakes) {
    YamlMap map = new YamlMap(node == null ? 1 : lineOf(node), mistakes);
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(map::put);
    } else if (node != null && !isNull(node)) {
      mistakes.add(map.line, what + ": keys and values are expected here");
    }
    return map;
  }

  private void put(NodeTuple entry) {
    int at = lineOf(entry.getKeyNode());
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      mistakes.add(at, "a key is one word");
      return;
    }
    Integer before = lines.putIfAbsent(key.getValue(), at);
    if (before != null) {
      mistakes.add(at, "'" + key.getValue() + "' stands here again, after line " + before);
      return;
    }
    values.put(key.getValue(), entry.getValueNode());
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** The line where it begins, from 1. */
  int line() {
    return line;
  }

  /** The line of a key, or of the mapping where it has none. */
  int line(String key) {
    return lines.getOrDefault(key, line);
  }

  /** A plain value as it is written. */
  Optional<String> text(String key) {
    return node(key).map(node -> scalar(key, node)).filter(text -> !text.isEmpty());
  }

  private String scalar(String key, Node node) {
    if (node instanceof ScalarNode scalar && !node.getTag().startsWith(Tag.PREFIX)) {
      // Its first word would be taken for a type, and be gone.
      mistakes.add(lineOf(node), key + ": " + QUOTES);
      return scalar.getValue();
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    mistakes.add(lineOf(node), key + ": one value is expected");
    return "";
  }

  /** A value that is understood or is a mistake. */
  void read(String key, Consumer<String> reader) {
    text(key)
        .ifPresent(
            text -> {
              try {
                reader.accept(text);
              } catch (NumberFormatException e) {
                mistakes.add(line(key), key + ": a number is expected, not '" + text + "'");
              } catch (IllegalArgumentException e) {
                mistakes.add(line(key), key + ": " + e.getMessage());
              }
            });
  }

  /** One value or a list of them, which are understood or are a mistake. */
  void readAll(String key, Consumer<List<String>> reader) {
    List<String> texts = texts(key);
    if (!texts.isEmpty()) {
      try {
        reader.accept(texts);
      } catch (IllegalArgumentException e) {
        mistakes.add(line(key), key + ": " + e.getMessage());
      }
    }
  }

  /** One value, or a list of them. */
  List<String> texts(String key) {
    Node node = node(key).orElse(null);
    if (node instanceof SequenceNode list) {
      List<String> all = new ArrayList<>();
      list.getValue().forEach(one -> all.add(scalar(key, one)));
      return all.stream().filter(text -> !text.isEmpty()).toList();
    }
    return node == null ? List.of() : text(key).map(List::of).orElse(List.of());
  }

  /** A mapping within this one. */
  Optional<YamlMap> map(String key) {
    return node(key).map(node -> of(node, key, mistakes));
  }

  /** A list of mappings. */
  List<YamlMap> maps(String key) {
    Node node = node(key).orElse(null);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode list)) {
      mistakes.add(lineOf(node), key + ": a list is expected, each entry beginning with '-'");
      return List.of();
    }
    return list.getValue().stream().map(one -> of(one, key, mistakes)).toList();
  }

  private Optional<Node> node(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key)).filter(node -> !isNull(node));
  }

  /** Keys that must have a value. */
  void require(String... keys) {
    for (String key : keys) {
      if (texts(key).isEmpty()) {
        mistakes.add(line(key), "'" + key + "' is missing");
      }
    }
  }

  /** Makes a mistake of every key that was never asked for. */
  void rejectOthers() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String all = known.stream().sorted().collect(Collectors.joining(", "));
        mistakes.add(line(key), "unknown key '" + key + "'; there are " + all);
      }
    }
  }
}
