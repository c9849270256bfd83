package org.derain.pipeline.demux;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The recordings that a camera made right before and right behind one. Windows go on across the
 * joins.
 *
 * @param before null for none
 * @param after null for none
 */
public record Surroundings(Path before, Path after) {
  /** Nothing before and nothing behind. */
  public static final Surroundings NONE = new Surroundings(null, null);

  /** Where the last frames before are. */
  Optional<Path> fileBefore() {
    return Optional.ofNullable(before);
  }

  /** Where the first frames behind are. */
  Optional<Path> fileAfter() {
    return Optional.ofNullable(after);
  }
}
