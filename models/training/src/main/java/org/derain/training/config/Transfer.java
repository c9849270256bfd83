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
 * @param windows of each clip; missing: 24
 * @param steps of each teacher, and of the student after them; missing: 300
 */
public record Transfer(List<Path> rainy, List<Path> dry, Integer windows, Integer steps) {
  /** Windows of each clip. */
  public int perClip() {
    return windows == null ? 24 : windows;
  }

  /** Steps of each teacher and of the student. */
  public int stepsEach() {
    return steps == null ? 300 : steps;
  }

  /**
   * What is wrong with it, or null.
   *
   * @param judged clips that nothing may be learned from
   */
  String wrong(List<Path> judged) {
    if (rainy == null || dry == null || rainy.isEmpty() || dry.isEmpty()) {
      return "transfer: rainy and dry: at least one clip each";
    }
    if (perClip() < 1 || stepsEach() < 1) {
      return "transfer: windows and steps: at least 1";
    }
    List<Path> learned = Stream.concat(rainy.stream(), dry.stream()).toList();
    Optional<Path> both = learned.stream().filter(judged::contains).findFirst();
    if (both.isPresent()) {
      return "transfer: learned from, and judged by in real: " + both.get();
    }
    return learned.stream()
        .filter(file -> !Files.isRegularFile(file))
        .findFirst()
        .map(file -> "transfer: no such file: " + file)
        .orElse(null);
  }
}
