package org.derain.pipeline.card;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derain.pipeline.clean.ForeignBoxes;

/**
 * The positions of a recording: of the blocks to which a {@code gps } box of an mp4 or mov points
 * (NOVATEK and those who use its chips), or of NMEA sentences in a file of the same name beside it
 * (BLACKVUE: {@code .gps}; others {@code .nmea}). What cannot be read has none.
 */
public final class Positions {
  /** {@code $GPRMC,hhmmss.ss,A,ddmm.mmmm,N,dddmm.mmmm,E}, from any satellites. */
  private static final Pattern SENTENCE =
      Pattern.compile("\\$G[A-Z]RMC,[\\d.]*,A,([\\d.]+),([NS]),([\\d.]+),([EW])");

  private static final List<String> ENDINGS = List.of("gps", "nmea", "GPS", "NMEA");
  private static final long LARGEST = 1L << 26;
  private static final int STATUS = 72;
  private static final int BLOCK = 88;

  private Positions() {}

  /** In the order in which they were taken; mostly one a second. */
  public static List<Position> of(Path recording) {
    try {
      List<Position> inside = blocks(ForeignBoxes.of(recording));
      return inside.isEmpty() ? sentences(recording) : inside;
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Blocks with hour to day, status, hemispheres, then latitude and longitude as floats. */
  private static List<Position> blocks(ForeignBoxes boxes) throws IOException {
    List<Position> found = new ArrayList<>();
    for (byte[] block : boxes.blocks(BLOCK)) {
      ByteBuffer fields = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
      if (block.length == BLOCK && fields.get(STATUS) == 'A') {
        position(
                fields.getFloat(STATUS + 4),
                (char) fields.get(STATUS + 1),
                fields.getFloat(STATUS + 8),
                (char) fields.get(STATUS + 2))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static List<Position> sentences(Path recording) throws IOException {
    List<Position> found = new ArrayList<>();
    String name = recording.getFileName().toString();
    String base = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    for (String ending : ENDINGS) {
      Path beside = recording.resolveSibling(base + "." + ending);
      if (found.isEmpty() && Files.isRegularFile(beside) && Files.size(beside) < LARGEST) {
        String text = Files.readString(beside, StandardCharsets.ISO_8859_1);
        Matcher sentence = SENTENCE.matcher(text);
        while (sentence.find()) {
          position(
                  Double.parseDouble(sentence.group(1)),
                  sentence.group(2).charAt(0),
                  Double.parseDouble(sentence.group(3)),
                  sentence.group(4).charAt(0))
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** Of degrees and minutes in one number, as NMEA 0183 has them. */
  private static Optional<Position> position(
      double latitude, char northOrSouth, double longitude, char eastOrWest) {
    double north = degrees(latitude) * (northOrSouth == 'S' ? -1 : 1);
    double east = degrees(longitude) * (eastOrWest == 'W' ? -1 : 1);
    boolean real = Math.abs(north) <= 90 && Math.abs(east) <= 180 && (north != 0 || east != 0);
    return real ? Optional.of(new Position(north, east)) : Optional.empty();
  }

  private static double degrees(double number) {
    double whole = Math.floor(number / 100);
    return whole + (number - 100 * whole) / 60;
  }
}
