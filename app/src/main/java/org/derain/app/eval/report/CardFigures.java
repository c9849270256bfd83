package org.derain.app.eval.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.derain.app.eval.measure.ClipPairs;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.Evaluation;
import org.derain.app.eval.measure.Figures;
import org.derain.app.eval.measure.Method;
import org.derain.app.eval.measure.RainCondition;
import org.derain.app.eval.measure.RenderedResults;
import org.derain.app.eval.measure.ScoreFigures;
import org.derain.frames.MediaException;
import org.derain.frames.WholeFile;

/**
 * Enters figures into a model card, so that none is typed by hand. What else the card says stays as
 * it is, known to this program or not.
 */
public final class CardFigures {
  /** As many failures are shown, those with the least gain. */
  private static final int FAILURES = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final String model;
  private final ObjectNode card;
  private final Map<String, byte[]> pictures = new HashMap<>();
  private final Set<String> outdated = new HashSet<>();

  private CardFigures(Path file, String model, ObjectNode card) {
    this.file = file;
    this.model = model;
    this.card = card;
  }

  /**
   * Opens the card of one of the models.
   *
   * @param models that are judged, by name: the card's is one of them
   * @throws MediaException when it cannot be read, or is the card of another model
   */
  public static CardFigures open(Path file, List<String> models) {
    try {
      JsonNode node = JSON.readTree(file.toFile());
      if (node instanceof ObjectNode card) {
        String model = card.path("name").asText();
        if (!models.contains(model)) {
          throw new MediaException(
              file + ": is the card of '" + model + "', which is not among the models judged");
        }
        return new CardFigures(file, model, card);
      }
      throw new MediaException(file + ": not a model card");
    } catch (JacksonException e) {
      throw new MediaException(file + ": not a model card: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Figures on pairs: of videos, or of stills when every clip is one. */
  public void pairs(List<ClipResult> clips) {
    ObjectNode quality = quality();
    Map<String, Figures> mean = Evaluation.mean(clips);
    if (clips.stream().allMatch(clip -> clip.frames() == 1)) {
      ObjectNode stills = quality.putObject("stills");
      stills.put("pictures", clips.size());
      stills.put("psnr_y_in", decibels(mean.get(ClipResult.INPUT).psnrY()));
      stills.put("psnr_y", decibels(mean.get(model).psnrY()));
      return;
    }
    ArrayNode pairs = quality.putArray("pairs");
    for (ClipResult clip : clips) {
      ObjectNode pair = pairs.addObject().put("name", clip.name());
      psnr(pair, clip.methods());
    }
    quality.put(
        "mean_gain_db", decibels(mean.get(model).psnrY() - mean.get(ClipResult.INPUT).psnrY()));
    if (mean.get(model).warpErrorRatio() != null) {
      quality.put("steadiness", decibels(mean.get(model).warpErrorRatio()));
    }
    Figures causal = mean.get(Method.causalName(model));
    if (causal != null) {
      double centred = mean.get(Method.unsteadiedName(model)).psnrY();
      quality.put("causal_db", decibels(causal.psnrY() - centred));
      quality.put("steadying_db", decibels(mean.get(model).psnrY() - centred));
    }
  }

  /** Figures on rendered weather, and the clips on which the model does worst. */
  public void rendered(RenderedResults results) {
    ObjectNode quality = quality();
    ArrayNode types = quality.putArray("types");
    results
        .means(model)
        .forEach(
            (weather, mean) -> {
              if (weather == RainCondition.DRY) {
                return;
              }
              ObjectNode type = types.addObject().put("type", weather.label());
              psnr(type, mean.methods());
              Double warp = mean.methods().get(model).warpErrorRatio();
              if (warp != null) {
                type.put("warp_error_ratio", decibels(warp));
              }
              type.put("clips", results.clips(weather)).put("windows", mean.frames());
            });
    List<Double> dry =
        results.all().stream()
            .filter(one -> one.weather() == RainCondition.DRY)
            .map(one -> one.clip().methods().get(model).psnrY())
            .toList();
    if (!dry.isEmpty()) {
      quality.put(
          "dry_db",
          decibels(dry.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
      quality.put("dry_worst_db", decibels(dry.stream().min(Comparator.naturalOrder()).get()));
    }
    score().set("held_out", JSON.valueToTree(results.score(model)));
    failures(results);
  }

  /** How well rainy and dry real footage are told apart, by model. */
  public void real(Map<String, ScoreFigures> figures) {
    score().set("real", JSON.valueToTree(figures.get(model)));
  }

  private void failures(RenderedResults results) {
    Map<String, String> licences = licences();
    List<RenderedResults.One> worst = new ArrayList<>();
    for (RainCondition weather : results.weathers()) {
      results.all().stream()
          .filter(one -> one.weather() == weather && weather != RainCondition.DRY)
          .filter(one -> licences.containsKey(one.clip().name()))
          .min(Comparator.comparingDouble(one -> one.clip().gain(model)))
          .ifPresent(worst::add);
    }
    worst.sort(Comparator.comparingDouble(one -> one.clip().gain(model)));
    if (worst.isEmpty()) {
      return;
    }
    for (JsonNode old : card.path("failures")) {
      outdated.add(old.path("picture").asText());
    }
    ArrayNode failures = card.putArray("failures");
    for (RenderedResults.One one : worst.subList(0, Math.min(FAILURES, worst.size()))) {
      Map<String, Figures> methods = one.clip().methods();
      String stem = ClipPairs.stem(file);
      String picture = stem + "." + one.weather().label() + ".jpg";
      pictures.put(picture, ComparisonStrip.of(one.clip().exhibit().detail(), model));
      failures
          .addObject()
          .put(
              "text",
              String.format(
                  Locale.ROOT,
                  "%s on %s: %.1f dB in, %.1f dB out. Input, result and truth, the part that rain"
                      + " changed most. Footage: %s.",
                  one.weather().label(),
                  one.clip().name(),
                  methods.get(ClipResult.INPUT).psnrY(),
                  methods.get(model).psnrY(),
                  licences.get(one.clip().name())))
          .put("picture", picture);
    }
  }

  /**
   * Clips that may be shown, by name: those that the card says are under a Creative Commons one.
   */
  private Map<String, String> licences() {
    Map<String, String> licences = new HashMap<>();
    for (JsonNode footage : card.path("training").path("data")) {
      String licence = footage.path("licence").asText();
      if (licence.startsWith("CC")) {
        licences.put(ClipPairs.stem(Path.of(footage.path("name").asText())), licence);
      }
    }
    return licences;
  }

  private void psnr(ObjectNode into, Map<String, Figures> methods) {
    into.put("psnr_y_in", decibels(methods.get(ClipResult.INPUT).psnrY()));
    into.put("psnr_y", decibels(methods.get(model).psnrY()));
    into.put("median3", decibels(methods.get(ClipResult.MEDIAN_3).psnrY()));
    into.put("median5", decibels(methods.get(ClipResult.MEDIAN_5).psnrY()));
  }

  private ObjectNode quality() {
    return card.withObject("/quality");
  }

  private ObjectNode score() {
    return quality().withObject("/score");
  }

  private static double decibels(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** Writes the card and its pictures. */
  public void write() {
    try {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(card) + "\n";
      WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8), true);
      for (String name : outdated) {
        if (name.matches("[^/\\\\]+\\.jpg")) {
          Files.deleteIfExists(file.resolveSibling(name));
        }
      }
      for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
        Files.write(file.resolveSibling(picture.getKey()), picture.getValue());
      }
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be written: " + WholeFile.reason(e), e);
    }
  }
}
