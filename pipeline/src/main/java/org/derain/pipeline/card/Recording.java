package org.derain.pipeline.card;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * One video file of a card, and what its name and its folders tell.
 *
 * @param file where it lies
 * @param place the same from the root of the card on, which is also its place in the result
 * @param names whose way of naming it is
 * @param channel which camera took it: {@code front}, {@code rear}, {@code interior}, or a camera's
 *     own word; {@code front} where nothing says otherwise
 * @param kind why it was kept
 * @param begun when it was begun by its name, on the camera's clock; null where the name does not
 *     say
 * @param size in bytes
 * @param modified when it was written last, in milliseconds since 1970
 */
public record Recording(
    Path file,
    Path place,
    CameraNames names,
    String channel,
    Kind kind,
    LocalDateTime begun,
    long size,
    long modified) {

  /** Why a camera keeps a recording. */
  public enum Kind {
    /** The loop: what is overwritten when the card is full. */
    NORMAL,
    /** A bump, a button: kept. */
    EVENT,
    /** The parked car. */
    PARKING,
    /** Few frames a second, played fast. */
    LAPSE;

    /** The name in reports, for instance "parking". */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** When it was begun by its name. */
  public Optional<LocalDateTime> begunByName() {
    return Optional.ofNullable(begun);
  }

  /** Its place with slashes, on every system. */
  public String name() {
    return place.toString().replace('\\', '/');
  }
}
