package org.derain.app.dashcam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derain.pipeline.card.Position;
import org.derain.pipeline.card.Positions;
import org.derain.pipeline.card.Task;

/** Where a drive went, as SVG: the track itself, rainy recordings in colour, north is up. */
final class DriveMap {
  private static final double SIZE = 400;
  private static final double MARGIN = 10;

  private DriveMap() {}

  /** The picture; empty when no recording of the drive tells where it was. */
  static String of(List<Task> tasks) {
    List<List<Position>> tracks = new ArrayList<>();
    tasks.forEach(task -> tracks.add(Positions.of(task.recording().file())));
    List<Position> all = tracks.stream().flatMap(List::stream).toList();
    if (all.size() < 2) {
      return "";
    }
    double south = all.stream().mapToDouble(Position::latitude).min().orElseThrow();
    double north = all.stream().mapToDouble(Position::latitude).max().orElseThrow();
    double west = all.stream().mapToDouble(Position::longitude).min().orElseThrow();
    double east = all.stream().mapToDouble(Position::longitude).max().orElseThrow();
    // A degree of longitude is shorter the farther from the equator.
    double narrow = Math.cos(Math.toRadians((north + south) / 2));
    double extent = Math.max(1e-6, Math.max(north - south, (east - west) * narrow));
    double scale = (SIZE - 2 * MARGIN) / extent;
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg class=\"map\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">%n",
                SIZE,
                SIZE));
    for (int i = 0; i < tasks.size(); i++) {
      StringBuilder points = new StringBuilder();
      for (Position position : tracks.get(i)) {
        points.append(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f ",
                MARGIN + (position.longitude() - west) * narrow * scale,
                MARGIN + (north - position.latitude()) * scale));
      }
      boolean rainy = !tasks.get(i).stretches().isEmpty();
      svg.append(
          String.format(
              Locale.ROOT,
              "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"3\"/>%n",
              points.toString().strip(),
              rainy ? "#2f6fde" : "#8894a2"));
    }
    return svg.append("</svg>\n").toString();
  }
}
