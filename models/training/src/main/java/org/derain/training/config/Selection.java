package org.derain.training.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which rendered rain looks real: what "derain select" reads of a run file (after UniRain, arXiv
 * 2603.03967).
 *
 * @param candidates recipes that are looked at
 * @param library real rain that they are compared with
 * @param model shipped model or file whose features and rain score are used; missing: nano
 * @param windows windows of each clip of the library; missing: 8
 * @param levels how many of the library are left after each level; missing: 60, 12, 3
 * @param tolerance share of the real windows that a judge may turn down, above 0, below 1: where
 *     its border lies; missing: 0.2
 */
public record Selection(
    int candidates,
    List<Real> library,
    String model,
    Integer windows,
    Levels levels,
    Double tolerance) {
  private static final Set<String> SHOWN = Set.of("streaks", "night", "drops");

  /**
   * Real rain: one clip, or a folder of stills, with what is known of it.
   *
   * @param file a clip; or missing
   * @param folder stills, with nothing else in it; or missing
   * @param shows streaks, night, drops; missing: what the model says of each window
   * @param strength from 1, faint, to 3, strong; missing: unknown
   */
  public record Real(Path file, Path folder, Set<String> shows, Integer strength) {
    private String wrong() {
      if ((file == null) == (folder == null)) {
        return "each has a file or a folder";
      }
      if (file != null && !Files.isRegularFile(file)) {
        return "no such file: " + file;
      }
      if (folder != null && !Files.isDirectory(folder)) {
        return "no such folder: " + folder;
      }
      if (shows != null && !SHOWN.containsAll(shows)) {
        return "shows: streaks, night, drops";
      }
      return strength == null || strength >= 1 && strength <= 3 ? null : "strength: 1 to 3";
    }
  }

  /**
   * How many of the library are left after each level.
   *
   * @param what nearest in what they show, and all that are as near
   * @param look of those, nearest by the cosine of their embeddings
   * @param structure of those, most alike in what is left of a high pass
   */
  public record Levels(int what, int look, int structure) {
    private boolean odd() {
      return structure < 1 || look < structure || what < look;
    }
  }

  /** The model that looks. */
  public String by() {
    return model == null ? "nano" : model;
  }

  /** Windows of each clip of the library. */
  public int each() {
    return windows == null ? 8 : windows;
  }

  /** The levels, or the usual ones. */
  public Levels steps() {
    return levels == null ? new Levels(60, 12, 3) : levels;
  }

  /** The share of real windows that a judge may turn down. */
  public double turnedDown() {
    return tolerance == null ? 0.2 : tolerance;
  }

  /** What is wrong with it, if anything is. */
  Optional<String> wrong() {
    if (candidates < 2 || library == null || library.isEmpty() || each() < 1) {
      return Optional.of("candidates: at least 2; library: at least one clip; windows: at least 1");
    }
    if (!(turnedDown() > 0 && turnedDown() < 1) || steps().odd()) {
      return Optional.of("tolerance: above 0, below 1; levels: what >= look >= structure >= 1");
    }
    return library.stream()
        .map(Real::wrong)
        .filter(Objects::nonNull)
        .findFirst()
        .map(mistake -> "library: " + mistake);
  }
}
