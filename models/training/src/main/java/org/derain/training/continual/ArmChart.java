package org.derain.training.continual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One type's PSNR after each task, a line for each arm. */
record ArmChart(String type, List<ArmResult> results, Optional<ArmResult> joint) {
  private static final List<String> COLOURS = List.of("#c22", "#e80", "#06c", "#080", "#808");
  private static final int WIDTH = 330;
  private static final int HEIGHT = 190;

  String svg() {
    List<Double> all = new ArrayList<>();
    results.forEach(r -> r.after().forEach(after -> all.add(after.psnr().get(type))));
    joint.ifPresent(result -> all.add(result.last().get(type)));
    double low = all.stream().mapToDouble(v -> v).min().orElse(0);
    double high = all.stream().mapToDouble(v -> v).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg width=%d height=%d><text x=10 y=16 font-size=13>%s: %.1f to %.1f dB</text>",
            WIDTH,
            HEIGHT,
            type,
            low,
            high));
    joint.ifPresent(
        result ->
            svg.append(
                String.format(
                    Locale.ROOT,
                    "<path d=\"M10 %1$.1fH%2$d\" stroke=#888 stroke-dasharray=4 />",
                    y(result.last().get(type), low, high),
                    WIDTH - 90)));
    for (int i = 0; i < results.size(); i++) {
      ArmResult result = results.get(i);
      StringBuilder points = new StringBuilder();
      int steps = result.after().size();
      for (int step = 0; step < steps; step++) {
        points.append(
            String.format(
                Locale.ROOT,
                "%.1f,%.1f ",
                10 + (WIDTH - 110.0) * step / Math.max(1, steps - 1),
                y(result.after().get(step).psnr().get(type), low, high)));
      }
      String colour = COLOURS.get(i % COLOURS.size());
      svg.append("<polyline fill=none stroke-width=2 stroke=\"" + colour + "\" points=\"" + points);
      svg.append(
          String.format(
              Locale.ROOT,
              "\"/><text x=%d y=%d font-size=10 fill=\"%s\">%s</text>",
              WIDTH - 85,
              HEIGHT - 12 * (results.size() - i),
              colour,
              result.arm().words()));
    }
    return svg.append("</svg>").toString();
  }

  private static double y(double value, double low, double high) {
    return HEIGHT - 20 - (HEIGHT - 50) * (value - low) / Math.max(1e-9, high - low);
  }
}
