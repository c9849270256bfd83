package org.derain.app.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derain.app.models.Sheet.Figure;
import org.derain.app.models.Sheet.Grid;
import org.derain.app.models.Sheet.Paragraph;
import org.derain.app.models.Sheet.Points;
import org.derain.app.models.Sheet.Section;
import org.derain.zoo.ModelCard;
import org.derain.zoo.ScoreQuality.Accuracy;
import org.derain.zoo.TypeQuality;

/** A model card put into words. */
final class CardSheet {
  private CardSheet() {}

  static Sheet of(ModelCard card) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section("")
            .add(
                new Paragraph(
                    text(
                        "%,d weights, %s, %.2f GMAC per 1280x720 frame, window of %d frames",
                        card.parameters(),
                        megabytes(card.bytes()),
                        card.gmac720p(),
                        card.window()))));
    if (card.quality() != null) {
      sections.add(quality(card.quality()));
    }
    if (!card.failures().isEmpty()) {
      Section failures = new Section("Where it does badly");
      for (ModelCard.Failure failure : card.failures()) {
        failures.add(
            failure.picture() == null
                ? new Points(List.of(failure.text()))
                : new Figure(failure.text(), failure.picture()));
      }
      sections.add(failures);
    }
    if (!card.limits().isEmpty()) {
      sections.add(new Section("Limits").add(new Points(card.limits())));
    }
    if (card.training() != null) {
      sections.add(training(card.training()));
    }
    return new Sheet(card.name() + ": " + card.description(), sections);
  }

  private static Section quality(ModelCard.Quality quality) {
    Section section = new Section("Quality (PSNR-Y, dB)");
    if (!quality.types().isEmpty()) {
      section.add(new Paragraph("Rain rendered onto clips held out from training, by type:"));
      section.add(types(quality.types()));
    }
    if (!quality.pairs().isEmpty()) {
      section.add(new Paragraph("Rainy clips with a clean twin, none of them learnt from:"));
      section.add(pairs(quality.pairs()));
      section.add(new Paragraph(text("Mean gain over the input: %+.2f dB.", quality.meanGainDb())));
    }
    List<String> points = new ArrayList<>();
    if (quality.dryDb() != null) {
      points.add(
          text(
              "Dry footage against itself: %.1f dB, the worst clip %.1f dB (100 dB is bit for"
                  + " bit).",
              quality.dryDb(),
              quality.dryWorstDb() == null ? quality.dryDb() : quality.dryWorstDb()));
    }
    if (quality.stills() != null) {
      points.add(
          text(
              "%d single pictures, without neighbours: %.2f dB in, %.2f dB out (%+.2f dB).",
              quality.stills().pictures(),
              quality.stills().psnrYIn(),
              quality.stills().psnrY(),
              quality.stills().psnrY() - quality.stills().psnrYIn()));
    }
    if (quality.causalDb() != null) {
      points.add(
          text("Windows that do not look ahead, as in live use: %+.2f dB.", quality.causalDb()));
    }
    if (quality.steadyingDb() != null) {
      points.add(
          text(
              "Steadying of derained frames, in files only: %+.2f dB (in the figures above).",
              quality.steadyingDb()));
    }
    if (quality.steadiness() != null) {
      points.add(text("Warping error: %.2f times the clean clips' own.", quality.steadiness()));
    }
    if (quality.score() != null) {
      accuracy(points, "held-out clips with rendered rain", quality.score().heldOut());
      accuracy(points, "real rain and real dry footage", quality.score().real());
    }
    return points.isEmpty() ? section : section.add(new Points(points));
  }

  private static Grid types(List<TypeQuality> types) {
    List<List<String>> rows = new ArrayList<>();
    for (TypeQuality type : types) {
      rows.add(
          List.of(
              type.type(),
              decibels(type.psnrYIn()),
              decibels(type.median3()),
              decibels(type.median5()),
              decibels(type.psnrY()),
              text("%+.2f", type.gainDb()),
              String.valueOf(type.clips()),
              String.valueOf(type.windows())));
    }
    return new Grid(
        List.of("type", "input", "median3", "median5", "output", "gain", "clips", "frames"), rows);
  }

  private static Grid pairs(List<ModelCard.Pair> pairs) {
    List<List<String>> rows = new ArrayList<>();
    for (ModelCard.Pair pair : pairs) {
      rows.add(
          List.of(
              pair.name(),
              decibels(pair.psnrYIn()),
              decibels(pair.median3()),
              decibels(pair.median5()),
              decibels(pair.psnrY()),
              text("%+.2f", pair.psnrY() - pair.psnrYIn())));
    }
    return new Grid(List.of("clip", "input", "median3", "median5", "output", "gain"), rows);
  }

  private static void accuracy(List<String> points, String on, Accuracy accuracy) {
    if (accuracy == null) {
      return;
    }
    points.add(
        text(
            "Rain score on %s: right on %s of %,d rainy and %s of %,d dry frames%s%s.",
            on,
            percent(accuracy.rainyRight()),
            accuracy.rainyFrames(),
            percent(accuracy.dryRight()),
            accuracy.dryFrames(),
            accuracy.accuracy() == null ? "" : ", mean " + percent(accuracy.accuracy()),
            accuracy.typeRight() == null ? "" : "; type " + percent(accuracy.typeRight())));
  }

  private static Section training(ModelCard.Training training) {
    Section section = new Section("Training");
    section.add(
        new Paragraph(
            text(
                "Run %s, seed %d: %,d steps over %,d windows in %.1f h.",
                training.run(),
                training.seed(),
                training.steps(),
                training.windows(),
                training.wallS() / 3600)));
    List<String> points = new ArrayList<>();
    if (training.start() != null) {
      points.add("Began with " + training.start() + ".");
    }
    if (training.distilledFrom() != null) {
      points.add("Taught by " + training.distilledFrom() + ".");
    }
    Map<String, List<String>> byLicence = new LinkedHashMap<>();
    training
        .data()
        .forEach(
            clip ->
                byLicence
                    .computeIfAbsent(clip.licence(), licence -> new ArrayList<>())
                    .add(clip.name()));
    byLicence.forEach((licence, clips) -> points.add(licence + ": " + String.join(", ", clips)));
    return points.isEmpty() ? section : section.add(new Points(points));
  }

  static String megabytes(long bytes) {
    return text("%.1f MB", bytes / 1e6);
  }

  private static String decibels(double value) {
    return text("%.2f", value);
  }

  private static String percent(Double share) {
    return share == null ? "-" : text("%.1f %%", 100 * share);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
