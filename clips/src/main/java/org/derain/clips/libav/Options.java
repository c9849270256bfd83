package org.derain.clips.libav;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of one input or output, and which of them were understood. */
public final class Options {
  /**
   * One option.
   *
   * @param name without its dash and its stream
   * @param stream which streams it is for, as {@code v}, {@code a:1}, {@code 0}; empty for all
   */
  private record Option(String name, String stream, String value) {
    /** How it was written. */
    String word() {
      return "-" + name + (stream.isEmpty() ? "" : ":" + stream);
    }

    boolean isFor(char type, int ofType, int index) {
      if (stream.isEmpty()) {
        return true;
      }
      String[] parts = stream.split(":");
      if (Character.isDigit(parts[0].charAt(0))) {
        return Integer.parseInt(parts[0]) == index;
      }
      boolean typed = Character.toLowerCase(parts[0].charAt(0)) == type;
      return typed && (parts.length == 1 || Integer.parseInt(parts[1]) == ofType);
    }
  }

  private final List<Option> all = new ArrayList<>();
  private final Set<Option> understood = new HashSet<>();

  /** Takes {@code -name[:stream] value}; the word comes without its dash. */
  public void add(String word, String value) {
    int colon = word.indexOf(':');
    String name = colon < 0 ? word : word.substring(0, colon);
    String stream = colon < 0 ? "" : word.substring(colon + 1);
    switch (name) {
      case "vf" -> all.add(new Option("filter", "v", value));
      case "af" -> all.add(new Option("filter", "a", value));
      case "vcodec" -> all.add(new Option("c", "v", value));
      case "acodec" -> all.add(new Option("c", "a", value));
      case "codec" -> all.add(new Option("c", stream, value));
      case "vframes" -> all.add(new Option("frames", "v", value));
      case "qscale" -> all.add(new Option("q", stream, value));
      default -> all.add(new Option(name, stream, value));
    }
  }

  /** The last value of an option that is for no single stream, or null. */
  public String text(String name) {
    String value = null;
    for (Option option : all) {
      if (option.name.equals(name)) {
        understood.add(option);
        value = option.value;
      }
    }
    return value;
  }

  public String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  public boolean has(String name) {
    return text(name) != null;
  }

  /** A time in microseconds. */
  public long micros(String name, long otherwise) {
    String value = text(name);
    return value == null ? otherwise : Libav.micros(value);
  }

  /** All values of an option, in their order. */
  public List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (Option option : all) {
      if (option.name.equals(name)) {
        understood.add(option);
        values.add(option.value);
      }
    }
    return values;
  }

  /** The last value of an option for a stream, or null. */
  public String text(String name, Track.Place place) {
    String value = null;
    for (Option option : all) {
      if (option.name.equals(name) && option.isFor(place.type(), place.ofType(), place.index())) {
        understood.add(option);
        value = option.value;
      }
    }
    return value;
  }

  /** {@code -metadata key=value} of the file ({@code g} or nothing). */
  public Map<String, String> metadata() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Option option : all) {
      if (option.name.equals("metadata")
          && (option.stream.isEmpty() || option.stream.equals("g"))) {
        put(option, tags);
      }
    }
    return tags;
  }

  /** {@code -metadata:s:a:1 key=value} of a stream. */
  public Map<String, String> metadata(Track.Place place) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Option option : all) {
      if (option.name.equals("metadata") && option.stream.matches("s(:.*)?")) {
        Option inner = new Option("", option.stream.replaceFirst("s:?", ""), option.value);
        if (inner.isFor(place.type(), place.ofType(), place.index())) {
          put(option, tags);
        }
      }
    }
    return tags;
  }

  private void put(Option option, Map<String, String> tags) {
    understood.add(option);
    String[] parts = option.value.split("=", 2);
    tags.put(parts[0], parts.length == 2 ? parts[1] : "");
  }

  /** What nobody asked for by name and may be for a codec; for the streams of this place. */
  public Map<String, String> others(Track.Place place) {
    Map<String, String> others = new LinkedHashMap<>();
    for (Option option : all) {
      if (!understood.contains(option)
          && !Words.OURS.contains(option.name)
          && option.isFor(place.type(), place.ofType(), place.index())) {
        others.put(option.name, option.value);
      }
    }
    return others;
  }

  /** What nobody asked for by name and may be for a container or its protocol. */
  public Map<String, String> others() {
    Map<String, String> others = new LinkedHashMap<>();
    for (Option option : all) {
      if (!Words.OURS.contains(option.name) && option.stream.isEmpty()) {
        others.put(option.name, option.value);
      }
    }
    return others;
  }

  /** Marks what a codec or container took: all that was offered but what it left. */
  public void took(Map<String, String> offered, Set<String> left) {
    for (Option option : all) {
      if (offered.containsKey(option.name) && !left.contains(option.name)) {
        understood.add(option);
      }
    }
  }

  /** Throws when an option was not understood by anybody. */
  public void complain() {
    for (Option option : all) {
      if (!understood.contains(option)) {
        throw new ClipException("unknown word: " + option.word() + " " + option.value);
      }
    }
  }
}
