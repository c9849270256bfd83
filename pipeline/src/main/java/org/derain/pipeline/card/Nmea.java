package org.derain.pipeline.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Positions as NMEA 0183 has them: degrees and minutes in one number, and a letter. */
final class Nmea {
  /** {@code $GPRMC,hhmmss.ss,A,ddmm.mmmm,N,dddmm.mmmm,E}, from any satellites. */
  private static final Pattern SENTENCE =
      Pattern.compile("\\$G[A-Z]RMC,[\\d.]*,A,(\\d+\\.?\\d*),([NS]),(\\d+\\.?\\d*),([EW])");

  private Nmea() {}

  /** Those of all sentences with reception in a text, in their order. */
  static List<Position> positions(String text) {
    List<Position> found = new ArrayList<>();
    Matcher sentence = SENTENCE.matcher(text);
    while (sentence.find()) {
      position(
              Double.parseDouble(sentence.group(1)),
              sentence.group(2).charAt(0),
              Double.parseDouble(sentence.group(3)),
              sentence.group(4).charAt(0))
          .ifPresent(found::add);
    }
    return found;
  }

  /** One of two numbers and their letters; none where they are no place on Earth. */
  static Optional<Position> position(
      double latitude, char northOrSouth, double longitude, char eastOrWest) {
    return Position.of(
        degrees(latitude) * (northOrSouth == 'S' ? -1 : 1),
        degrees(longitude) * (eastOrWest == 'W' ? -1 : 1));
  }

  /** Not a number where the minutes are none. */
  private static double degrees(double number) {
    double whole = Math.floor(number / 100);
    double minutes = number - 100 * whole;
    return minutes < 60 ? whole + minutes / 60 : Double.NaN;
  }
}
