package org.derain.training.select;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.Jpeg;
import org.derain.frames.Picture;
import org.derain.frames.RgbConverter;
import org.derain.rain.RainType;
import org.derain.training.data.Sample;
import org.derain.training.learn.Report;
import org.derain.training.learn.Rows;

/** The page of a selection: kept and rejected beside their nearest real windows. */
record SelectionPage(String name, Outcome outcome) {
  private static final int QUALITY = 88;

  /** Kept and rejected ones of each type that are shown, spread evenly. */
  private static final int SHOWN = 8;

  String html() {
    OutcomeTable table = new OutcomeTable(outcome);
    StringBuilder page =
        new StringBuilder(
            Report.head(
                name + ": which rendered rain looks real",
                String.format(
                    Locale.ROOT,
                    "%d candidates, compared with %d real windows of %d clips and stills. Kept when"
                        + " two of three judges agree.",
                    outcome.candidates().size(),
                    outcome.library()[0],
                    outcome.library()[1])));
    page.append(
        """
        <style>div.one{display:inline-block;margin:.4em 1em .4em 0;font-size:12px;line-height:1.3}
        div.one img{width:120px;height:120px;margin-right:2px;image-rendering:pixelated}
        div.one img:first-of-type{outline:3px solid #06c;margin-right:8px}</style>
        """);
    page.append("<h2>Votes</h2>").append(Rows.html(table.votes()));
    page.append(
        String.format(
            Locale.ROOT,
            "<p>The network puts %.1f %% of the pairs of a real and a rendered window of clips that"
                + " it has not seen in the right order (guessing: 50), and calls %.1f %% of the"
                + " footage without rain real: what it tells is rain, not scenes. Its border is at"
                + " %+.2f, that of the distance at %.3f: most real windows of other clips"
                + " pass.</p>",
            100 * outcome.told(),
            100 * outcome.dryReal(),
            outcome.natural(),
            outcome.near()));
    page.append("<h2>What sets the kept apart</h2>");
    page.append(
        "<p>higher: share of pairs in which the kept one has more; 0.5: no difference.</p>");
    page.append(Rows.html(table.traits(null)));
    for (RainType type : RainType.values()) {
      if (outcome.of(type, true).isEmpty() && outcome.of(type, false).isEmpty()) {
        continue;
      }
      page.append("<h2>").append(type.label()).append("</h2>");
      page.append(Rows.html(table.traits(type)));
      shown(page, "kept", outcome.of(type, true));
      shown(page, "rejected", outcome.of(type, false));
    }
    return page.append("</html>\n").toString();
  }

  private void shown(StringBuilder page, String what, List<Integer> indices) {
    page.append("<h3>").append(what).append(": ").append(indices.size()).append("</h3>");
    int count = Math.min(SHOWN, indices.size());
    for (int i = 0; i < count; i++) {
      int index = indices.get((int) ((i + 0.5) * indices.size() / count));
      one(page, outcome.candidates().get(index), outcome.verdicts().get(index));
    }
  }

  private static void one(StringBuilder page, View view, Verdict verdict) {
    page.append("<div class=one>").append(image(view));
    verdict.nearest().forEach(real -> page.append(image(real)));
    page.append(
        String.format(
            Locale.ROOT,
            "<br>score %.2f %s · network %+.1f %s · distance %.3f %s</div>",
            verdict.rain(),
            mark(verdict.recognised()),
            verdict.likeness(),
            mark(verdict.natural()),
            verdict.distance(),
            mark(verdict.near())));
  }

  private static String mark(boolean yes) {
    return yes ? "yes" : "no";
  }

  private static String image(View view) {
    return "<img alt=\"\" title=\""
        + Report.text(view.clip() + ": " + view.kind().words())
        + "\" src=\"data:image/jpeg;base64,"
        + jpeg(view.sample())
        + "\">";
  }

  /** The frame in the middle. */
  private static String jpeg(Sample sample) {
    int side = View.side(sample);
    int quarter = side * side / 4;
    try (Picture picture = new Picture(new FrameFormat(side, side, 8));
        RgbConverter converter = new RgbConverter(picture.format(), Colour.BT601)) {
      picture.plane(0).put(sample.luma(), 8 * quarter, 4 * quarter);
      picture.plane(1).put(sample.chroma(), 4 * quarter, quarter);
      picture.plane(2).put(sample.chroma(), 5 * quarter, quarter);
      return Base64.getEncoder()
          .encodeToString(Jpeg.encode(picture, converter, Integer.MAX_VALUE, QUALITY));
    }
  }
}
