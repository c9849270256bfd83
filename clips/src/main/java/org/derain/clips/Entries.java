package org.derain.clips;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which sections and which of their entries are to be reported. */
final class Entries {
  private static final Map<String, String> WHOLE =
      Map.of(
          "-show_streams", "stream",
          "-show_packets", "packet",
          "-show_frames", "frame",
          "-show_chapters", "chapter",
          "-show_format", "format");

  /** Sections inside others, by the key that they have there. */
  private static final Map<String, String> INNER =
      Map.of("tags", "_tags", "disposition", "_disposition", "side_data_list", "_side_data");

  private static final Set<String> ALL = Set.of("*");

  private final Map<String, Set<String>> wanted = new HashMap<>();
  private final Set<String> whole = new HashSet<>();

  /** Takes {@code -show_streams} and the like; false when it is none of them. */
  boolean addWhole(String word) {
    String section = WHOLE.get(word);
    if (section != null) {
      whole.add(section);
    }
    return section != null;
  }

  /** Takes {@code stream=width,height:stream_tags=title}. */
  void add(String words) {
    for (String part : words.split(":")) {
      String[] sides = part.split("=", 2);
      String section = sides[0].replace("_side_data_list", "_side_data");
      Set<String> names = sides.length == 1 ? ALL : Set.of(sides[1].split(","));
      wanted.merge(section, names, Entries::union);
    }
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  /** Whether anything of a section is wanted. */
  boolean wants(String section) {
    return whole.contains(section)
        || wanted.keySet().stream().anyMatch(s -> s.equals(section) || s.startsWith(section + "_"));
  }

  /** The entry without what is not wanted. */
  ObjectNode kept(String section, ObjectNode entry) {
    if (whole.contains(section)) {
      return entry;
    }
    for (String key : List.copyOf(names(entry))) {
      String inner = INNER.get(key);
      if (inner == null) {
        keep(entry, key, wanted.getOrDefault(section, Set.of()));
      } else {
        Set<String> names = wanted.get(section + inner);
        if (names == null) {
          entry.remove(key);
        } else {
          keepInside(entry.get(key), names);
        }
      }
    }
    return entry;
  }

  private static void keepInside(JsonNode node, Set<String> wanted) {
    if (node instanceof ObjectNode object) {
      names(object).forEach(name -> keep(object, name, wanted));
    } else {
      node.forEach(part -> keepInside(part, wanted));
    }
  }

  private static void keep(ObjectNode node, String name, Set<String> wanted) {
    if (!wanted.equals(ALL) && wanted.stream().noneMatch(name::equalsIgnoreCase)) {
      node.remove(name);
    }
  }

  private static List<String> names(ObjectNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }
}
