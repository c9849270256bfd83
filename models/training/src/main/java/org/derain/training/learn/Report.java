package org.derain.training.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.derain.frames.Colour;
import org.derain.frames.Jpeg;
import org.derain.frames.Picture;
import org.derain.frames.RgbConverter;
import org.derain.network.TorchNetwork;
import org.derain.training.config.RunFile;
import org.derain.zoo.ModelCard;

/** The page that a run leaves: figures, curves, pictures before and after. No outside resource. */
public final class Report {
  private static final int JPEG_QUALITY = 95;

  private static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title><style>
      body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#222}
      table{border-collapse:collapse}td,th{padding:.25em .8em;border-bottom:1px solid #ddd;text-align:right}
      td:first-child,th:first-child{text-align:left}img{width:33%%;vertical-align:top}
      svg{background:#fafafa;border:1px solid #ddd;margin:.3em}figure{margin:1em 0}
      </style><h1>%1$s</h1><p>%2$s</p>
      """;

  private final RunFile run;
  private final ModelCard card;
  private final PairClips pairs;
  private final TorchNetwork network;
  private final Optional<Border> border;

  public Report(
      RunFile run, ModelCard card, PairClips pairs, TorchNetwork network, Optional<Border> border) {
    this.run = run;
    this.card = card;
    this.pairs = pairs;
    this.network = network;
    this.border = border;
  }

  /** How every page begins. */
  public static String head(String title, String description) {
    return HEAD.formatted(text(title), text(description));
  }

  public String html() throws IOException {
    StringBuilder page = new StringBuilder(head(run.name(), card.description()));
    page.append(
        String.format(
            Locale.ROOT,
            "<p>%,d parameters, %.1f GMAC per 1280x720 frame; %,d steps, %,d windows, %.0f minutes;"
                + " seed %d.</p>",
            card.parameters(),
            card.gmac720p(),
            card.training().steps(),
            card.training().windows(),
            card.training().wallS() / 60,
            run.seed()));
    border.ifPresent(moved -> page.append("<p>" + text(moved.toString()) + "</p>"));
    table(page);
    curves(page);
    pictures(page);
    page.append("<h2>Footage</h2><ul>");
    card.training()
        .data()
        .forEach(f -> page.append("<li>" + text(f.name()) + ": " + text(f.licence()) + "</li>"));
    return page.append("</ul></html>\n").toString();
  }

  private void table(StringBuilder page) {
    if (card.quality().pairs().isEmpty()) {
      page.append("<p>No pairs to judge by were there.</p>");
      return;
    }
    page.append(
        "<h2>PSNR-Y on pairs never trained on, dB</h2><table><tr><th>clip<th>input<th>median of 3"
            + "<th>median of 5<th>derained<th>gain</tr>");
    for (ModelCard.Pair p : card.quality().pairs()) {
      page.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s<td>%.2f<td>%.2f<td>%.2f<td>%.2f<td>%+.2f</tr>",
              text(p.name()),
              p.psnrYIn(),
              p.median3(),
              p.median5(),
              p.psnrY(),
              p.psnrY() - p.psnrYIn()));
    }
    page.append("</table>");
  }

  private void curves(StringBuilder page) throws IOException {
    Path log = run.out().resolve("log.csv");
    if (!Files.exists(log)) {
      return;
    }
    List<String> lines = Files.readAllLines(log);
    String[] names = lines.get(0).split(",");
    page.append("<h2>Curves over minutes</h2>");
    for (int column = 2; column < names.length; column++) {
      List<double[]> points = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] values = line.split(",");
        // Pairs may come or go while a run is stopped, and their columns with them.
        if (column < values.length) {
          points.add(
              new double[] {
                Double.parseDouble(values[1]) / 60, Double.parseDouble(values[column])
              });
        }
      }
      if (!names[column].endsWith("_in")) {
        page.append(curve(names[column], points));
      }
    }
  }

  private static String curve(String name, List<double[]> points) {
    double right = points.get(points.size() - 1)[0];
    double low = points.stream().mapToDouble(p -> p[1]).min().orElse(0);
    double high = points.stream().mapToDouble(p -> p[1]).max().orElse(1);
    StringBuilder line = new StringBuilder();
    for (double[] p : points) {
      line.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              10 + 320 * p[0] / Math.max(1e-9, right),
              150 - 120 * (p[1] - low) / Math.max(1e-9, high - low)));
    }
    return String.format(
        Locale.ROOT,
        "<svg width=340 height=170><text x=10 y=18 font-size=13>%s: %.4g to %.4g, last %.4g</text>"
            + "<polyline fill=none stroke=#06c stroke-width=2 points=\"%s\"/>"
            + "<text x=330 y=166 font-size=11 text-anchor=end>%.0f min</text></svg>",
        text(name),
        low,
        high,
        points.get(points.size() - 1)[1],
        line,
        right);
  }

  private void pictures(StringBuilder page) {
    for (PairClips.Clip clip : pairs.clips()) {
      PairClips.Shot shot = clip.shots().get(clip.shots().size() / 2);
      try (Picture derained = TorchDerainer.derain(network, shot.window())) {
        page.append(
            "<figure><figcaption>" + text(clip.name()) + ": rainy, derained, truth</figcaption>");
        for (Picture picture : List.of(shot.window()[2], derained, shot.truth())) {
          page.append("<img alt=\"\" src=\"data:image/jpeg;base64," + jpeg(picture) + "\">");
        }
        page.append("</figure>");
      }
    }
  }

  private static String jpeg(Picture picture) {
    try (RgbConverter converter = new RgbConverter(picture.format(), Colour.BT601)) {
      byte[] file = Jpeg.encode(picture, converter, Integer.MAX_VALUE, JPEG_QUALITY);
      return Base64.getEncoder().encodeToString(file);
    }
  }

  /** Words as a page has them. */
  public static String text(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
