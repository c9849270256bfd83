package org.derain.app.eval;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A rainy clip or still and its clean twin. Each can be opened several times.
 *
 * @param name for tables
 */
record ClipPair(String name, Supplier<Frames> rainy, Supplier<Frames> clean) {
  /** Two files. */
  static ClipPair of(String name, Path rainy, Path clean) {
    return new ClipPair(name, () -> new FileFrames(rainy), () -> new FileFrames(clean));
  }
}
