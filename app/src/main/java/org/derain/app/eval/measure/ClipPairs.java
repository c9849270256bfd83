package org.derain.app.eval.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.derain.app.cli.MediaFiles;
import org.derain.frames.MediaException;

/** Finds which clean clip belongs to which rainy one. */
public final class ClipPairs {
  private ClipPairs() {}

  /**
   * Two files are one pair; in two folders, files with the same name but for the ending are pairs.
   * A name may end in {@code .rainy} or {@code .clean}, which lets all files lie in one folder.
   *
   * @param excerpt how much of them is judged
   * @return the pairs, sorted by name; at least one
   * @throws MediaException when a twin is missing
   * @throws IllegalArgumentException when one is a file and the other a folder
   */
  public static List<ClipPair> find(Path rainy, Path clean, Excerpt excerpt) {
    for (Path path : List.of(rainy, clean)) {
      if (!Files.exists(path)) {
        throw new MediaException(path + ": no such file or folder");
      }
    }
    if (Files.isDirectory(rainy) != Files.isDirectory(clean)) {
      throw new IllegalArgumentException("--rainy and --clean must be two files or two folders");
    }
    if (!Files.isDirectory(rainy)) {
      return List.of(ClipPair.of(stem(rainy), rainy, clean, excerpt));
    }
    Map<String, Path> rains = list(rainy, ".clean");
    Map<String, Path> cleans = list(clean, ".rainy");
    if (rains.isEmpty()) {
      throw new MediaException(rainy + ": no videos or pictures in it");
    }
    List<String> alone = rains.keySet().stream().filter(name -> !cleans.containsKey(name)).toList();
    if (!alone.isEmpty()) {
      String names = String.join(", ", alone.subList(0, Math.min(3, alone.size())));
      throw new MediaException(
          clean + ": no clean twin for " + names + (alone.size() > 3 ? ", ..." : ""));
    }
    List<ClipPair> pairs = new ArrayList<>();
    rains.forEach((name, file) -> pairs.add(ClipPair.of(name, file, cleans.get(name), excerpt)));
    return pairs;
  }

  /** Media files by stem, without those whose stem ends in a tag. */
  private static Map<String, Path> list(Path folder, String without) {
    Map<String, Path> found = new TreeMap<>();
    for (Path file : MediaFiles.in(folder)) {
      if (bare(file.getFileName().toString()).endsWith(without)) {
        continue;
      }
      Path other = found.put(stem(file), file);
      if (other != null) {
        throw new MediaException(other + " and " + file + " have the same name: which is meant?");
      }
    }
    return found;
  }

  private static String bare(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /** A file's name without its ending and tag. */
  public static String stem(Path file) {
    return bare(file.getFileName().toString()).replaceFirst("\\.(rainy|clean)$", "");
  }
}
