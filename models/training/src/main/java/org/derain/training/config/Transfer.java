package org.derain.training.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a network learns from real footage, which has no truth, before rendered rain (task transfer,
 * arXiv 2208.13133).
 *
 * @param rainy clips in which it rains
 * @param dry clips in which it does not
 * @param judged clips by which the rain score is judged in a trial; missing: none
 * @param windows of each clip; missing: 24
 * @param steps of each teacher, and of the student after them; missing: 300
 */
public record Transfer(
    List<Path> rainy, List<Path> dry, Judged judged, Integer windows, Integer steps) {
  /**
   * Clips that nothing is learned from.
   *
   * @param rainy those in which it rains
   * @param dry those in which it does not
   */
  public record Judged(List<Path> rainy, List<Path> dry) {}

  /** Windows of each clip. */
  public int perClip() {
    return windows == null ? 24 : windows;
  }

  /** Steps of each teacher and of the student. */
  public int stepsEach() {
    return steps == null ? 300 : steps;
  }

  /** What is wrong with it, or null. */
  String wrong() {
    if (rainy == null || dry == null || rainy.isEmpty() || dry.isEmpty()) {
      return "transfer: rainy and dry: at least one clip each";
    }
    if (judged != null && (judged.rainy() == null || judged.dry() == null)) {
      return "transfer: judged: rainy and dry";
    }
    if (perClip() < 1 || stepsEach() < 1) {
      return "transfer: windows and steps: at least 1";
    }
    List<Path> learned = Stream.concat(rainy.stream(), dry.stream()).toList();
    List<Path> kept =
        judged == null
            ? List.of()
            : Stream.concat(judged.rainy().stream(), judged.dry().stream()).toList();
    Optional<Path> both = kept.stream().filter(learned::contains).findFirst();
    if (both.isPresent()) {
      return "transfer: judged: learned from as well: " + both.get();
    }
    return Stream.concat(learned.stream(), kept.stream())
        .filter(file -> !Files.isRegularFile(file))
        .findFirst()
        .map(file -> "transfer: no such file: " + file)
        .orElse(null);
  }
}
