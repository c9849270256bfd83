package org.derain.pipeline.card;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A block of positions as cameras with NOVATEK's chips write it: a {@code free} box whose content
 * begins with {@code GPS }, little-endian. Firmwares put the fields at different places; these are
 * the layouts that ExifTool numbers 3, 15, 16 and 17 (Image::ExifTool::QuickTime, ProcessFreeGPS),
 * tried in its order. The second and the last of them are those of S. Franco's nvtk_mp42gpx as
 * well.
 *
 * <pre>
 *   fix at 40: A, N or S, E or W, 0, latitude and longitude as floats        A129, A139
 *   fix at 28: A; latitude at 32 as a double, N or S at 40,
 *              longitude at 48 as a double, E or W at 56                     Vantrue N4
 *   fix at 72: as at 40; behind "IQS" at 16 ten millionths of a degree       A119, most older ones
 *   none of these: an NMEA sentence
 * </pre>
 */
final class FreeGpsBlock {
  /** As many bytes of a block as are needed. */
  static final int LENGTH = 512;

  private static final List<Integer> SINGLE = List.of(40, 72);
  private static final int DOUBLE = 28;
  private static final int LEAST = 82;

  private final ByteBuffer fields;

  private FreeGpsBlock(byte[] block) {
    fields = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The position in a block; none without reception, or in a block of another kind. */
  static Optional<Position> position(byte[] block) {
    if (block.length < LEAST || !text(block, 4, 8).equals("freeGPS ")) {
      return Optional.empty();
    }
    return new FreeGpsBlock(block).position();
  }

  private static String text(byte[] block, int from, int length) {
    return new String(block, from, length, StandardCharsets.ISO_8859_1);
  }

  private Optional<Position> position() {
    if (isFix(SINGLE.get(0))) {
      return floats(SINGLE.get(0));
    }
    if (is(DOUBLE, "A") && is(DOUBLE + 12, "NS") && is(DOUBLE + 28, "EW")) {
      return Nmea.position(
          Math.abs(fields.getDouble(DOUBLE + 4)),
          letter(DOUBLE + 12),
          Math.abs(fields.getDouble(DOUBLE + 20)),
          letter(DOUBLE + 28));
    }
    if (isFix(SINGLE.get(1)) && fields.capacity() >= SINGLE.get(1) + 12) {
      return text(fields.array(), 16, 3).equals("IQS") ? degrees() : floats(SINGLE.get(1));
    }
    return Nmea.positions(text(fields.array(), 0, fields.capacity())).stream().findFirst();
  }

  private boolean isFix(int at) {
    return is(at, "A") && is(at + 1, "NS") && is(at + 2, "EW") && fields.get(at + 3) == 0;
  }

  private boolean is(int at, String letters) {
    return letters.indexOf(letter(at)) >= 0;
  }

  private char letter(int at) {
    return (char) (fields.get(at) & 255);
  }

  private Optional<Position> floats(int at) {
    return Nmea.position(
        fields.getFloat(at + 4), letter(at + 1), fields.getFloat(at + 8), letter(at + 2));
  }

  private Optional<Position> degrees() {
    int at = SINGLE.get(1);
    double north = Math.abs(fields.getInt(at + 4)) / 1e7;
    double east = Math.abs(fields.getInt(at + 8)) / 1e7;
    return Position.of(
        letter(at + 1) == 'S' ? -north : north, letter(at + 2) == 'W' ? -east : east);
  }
}
