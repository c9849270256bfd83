package org.derain.app.eval.measure;

import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * A rainy clip or still and its clean twin. Each can be opened several times.
 *
 * @param name for tables
 * @param lead pictures at the beginning that are only neighbours of others
 * @param judged pictures after them that are judged; those that follow are only neighbours
 * @param recognisable of a picture judged, by its number from 0: whether anybody could tell its
 *     weather, so that a rain score can be held to it
 * @param written for a picture judged: 1 for each pixel of a clock that is written over it, else 0;
 *     null for clips without one
 */
public record ClipPair(
    String name,
    Supplier<Frames> rainy,
    Supplier<Frames> clean,
    int lead,
    int judged,
    IntPredicate recognisable,
    IntFunction<byte[]> written) {
  /** Two files, so much of them judged. */
  static ClipPair of(String name, Path rainy, Path clean, Excerpt excerpt) {
    return new ClipPair(
        name,
        () -> excerpt.of(rainy),
        () -> excerpt.of(clean),
        0,
        excerpt.frames(),
        frame -> true,
        null);
  }
}
