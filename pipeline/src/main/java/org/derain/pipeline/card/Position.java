package org.derain.pipeline.card;

import java.util.Optional;

/**
 * Where a recording was taken.
 *
 * @param latitude in degrees, north is positive
 * @param longitude in degrees, east is positive
 */
public record Position(double latitude, double longitude) {
  /** None where there is no such place, and at 0, 0, which cameras write without reception. */
  static Optional<Position> of(double latitude, double longitude) {
    boolean real =
        Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude != 0 || longitude != 0);
    return real ? Optional.of(new Position(latitude, longitude)) : Optional.empty();
  }
}
