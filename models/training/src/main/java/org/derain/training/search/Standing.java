package org.derain.training.search;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;

/** Where a search stands, as {@code search.json} in its folder has it: what is done stays done. */
final class Standing {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * One candidate.
   *
   * @param numbers of its tier
   * @param scale by which it sees frames reduced
   * @param gmac for a frame of the search
   * @param milliseconds for such a frame, median
   * @param gains on held-out windows after each round that it took part in, in dB
   */
  record Entry(
      Map<String, Integer> numbers,
      int scale,
      double gmac,
      double milliseconds,
      List<Double> gains) {

    /** The last gain. */
    double gain() {
      return gains.get(gains.size() - 1);
    }

    /** Whether no other is both better and faster, among those with as many rounds. */
    boolean front(List<Entry> all) {
      return !gains.isEmpty()
          && all.stream()
              .filter(other -> other.gains.size() == gains.size())
              .noneMatch(other -> other.gain() > gain() && other.milliseconds <= milliseconds);
    }
  }

  private final Path file;
  private final Map<String, Entry> entries;

  Standing(Path folder) {
    file = folder.resolve("search.json");
    try {
      entries =
          Files.exists(file)
              ? JSON.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, Entry>>() {})
              : new LinkedHashMap<>();
    } catch (IOException e) {
      throw new MediaException(file + ": not what a search left; remove it to start anew", e);
    }
  }

  /** All candidates by name, in the order in which they came. */
  Map<String, Entry> entries() {
    return entries;
  }

  /** Enters or replaces a candidate; the file appears whole or not at all. */
  void put(String name, Entry entry) {
    entries.put(name, entry);
    Path part = file.resolveSibling("search.json.part");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(part, JSON.writeValueAsString(entries) + "\n");
      WholeFile.publish(part, file, true);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** Enters what a candidate gained in its next round. */
  void gained(String name, double gain) {
    Entry entry = entries.get(name);
    List<Double> gains = new ArrayList<>(entry.gains);
    gains.add(gain);
    put(name, new Entry(entry.numbers, entry.scale, entry.gmac, entry.milliseconds, gains));
  }

  /** Of some candidates so many go on: those that gained most, the faster one where they tie. */
  List<String> best(List<String> names, int round, int count) {
    return names.stream()
        .sorted(
            Comparator.comparingDouble((String name) -> -entries.get(name).gains.get(round))
                .thenComparingDouble(name -> entries.get(name).milliseconds))
        .limit(count)
        .toList();
  }
}
