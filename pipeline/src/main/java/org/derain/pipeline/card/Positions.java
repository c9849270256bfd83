package org.derain.pipeline.card;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.derain.pipeline.clean.ForeignBoxes;

/**
 * The positions of a recording: of the blocks to which a {@code gps } box of an mp4 or mov points
 * ({@link FreeGpsBlock}), or of NMEA sentences in a file of the same name beside it (BLACKVUE:
 * {@code .gps}; others {@code .nmea}). What cannot be read has none.
 */
public final class Positions {
  private static final List<String> ENDINGS = List.of("gps", "nmea", "GPS", "NMEA");
  private static final long LARGEST = 1L << 26;

  private Positions() {}

  /** In the order in which they were taken; mostly one a second. */
  public static List<Position> of(Path recording) {
    try {
      List<Position> inside =
          ForeignBoxes.of(recording).blocks(FreeGpsBlock.LENGTH).stream()
              .map(FreeGpsBlock::position)
              .flatMap(Optional::stream)
              .toList();
      return inside.isEmpty() ? beside(recording) : inside;
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<Position> beside(Path recording) throws IOException {
    String name = recording.getFileName().toString();
    String base = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    for (String ending : ENDINGS) {
      Path beside = recording.resolveSibling(base + "." + ending);
      if (Files.isRegularFile(beside) && Files.size(beside) < LARGEST) {
        List<Position> found =
            Nmea.positions(Files.readString(beside, StandardCharsets.ISO_8859_1));
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }
}
