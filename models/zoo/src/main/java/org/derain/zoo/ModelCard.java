package org.derain.zoo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.derain.frames.MediaException;

/**
 * What is known of a model: the JSON file that lies beside its ONNX file. Fields that this program
 * does not know are passed over.
 *
 * @param name short name
 * @param description one line: what it is for
 * @param parameters number of weights
 * @param bytes size of the ONNX file
 * @param gmac720p multiplications and additions per 1280x720 frame, in 10^9
 * @param window frames that it looks at
 * @param training how it was made, or null
 * @param quality what was measured, or null
 * @param limits what it cannot do, one sentence each
 * @param failures cases in which it does badly, with pictures
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelCard(
    String name,
    String description,
    long parameters,
    long bytes,
    @JsonProperty("gmac_720p") double gmac720p,
    int window,
    Training training,
    Quality quality,
    List<String> limits,
    List<Failure> failures) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** A missing list is an empty one. */
  public ModelCard {
    limits = limits == null ? List.of() : List.copyOf(limits);
    failures = failures == null ? List.of() : List.copyOf(failures);
  }

  /** A card without failures, as a run leaves it. */
  public ModelCard(
      String name,
      String description,
      long parameters,
      long bytes,
      double gmac720p,
      int window,
      Training training,
      Quality quality,
      List<String> limits) {
    this(name, description, parameters, bytes, gmac720p, window, training, quality, limits, null);
  }

  /**
   * A case in which a model does badly.
   *
   * @param text what is seen
   * @param picture a JPEG file that lies beside the card, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failure(String text, String picture) {}

  /**
   * How a model was made.
   *
   * @param run the run file
   * @param seed where its random numbers start
   * @param steps steps of the optimiser
   * @param windows windows seen
   * @param wallS time taken, in seconds
   * @param data footage learnt from
   * @param start the model that it began with, or null
   * @param distilledFrom the model that taught it, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Training(
      String run,
      long seed,
      long steps,
      long windows,
      @JsonProperty("wall_s") double wallS,
      List<Footage> data,
      String start,
      @JsonProperty("distilled_from") String distilledFrom) {
    /** A missing list is an empty one. */
    public Training {
      data = data == null ? List.of() : List.copyOf(data);
    }

    /** A model that began with random weights and had no teacher. */
    public Training(
        String run, long seed, long steps, long windows, double wallS, List<Footage> data) {
      this(run, seed, steps, windows, wallS, data, null, null);
    }
  }

  /** Footage learnt from, and under which licence it was had. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Footage(String name, String licence) {}

  /**
   * What was measured. PSNR-Y in dB; what was not measured is null or empty.
   *
   * @param pairs one line per clip with a clean twin
   * @param meanGainDb mean of output minus input over those clips
   * @param types one line per type of rain, rendered onto clips held out
   * @param dryDb dry clips against themselves, mean
   * @param dryWorstDb the worst of them
   * @param score how well it tells rain from none
   * @param steadiness warping error over the pairs as a multiple of the clean clips' own
   * @param causalDb windows that do not look ahead minus those that do, over the pairs, both
   *     without steadying
   * @param steadyingDb with steadying minus without, over the pairs
   * @param stills on single pictures
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Quality(
      List<Pair> pairs,
      @JsonProperty("mean_gain_db") double meanGainDb,
      List<TypeQuality> types,
      @JsonProperty("dry_db") Double dryDb,
      @JsonProperty("dry_worst_db") Double dryWorstDb,
      ScoreQuality score,
      Double steadiness,
      @JsonProperty("causal_db") Double causalDb,
      @JsonProperty("steadying_db") Double steadyingDb,
      Stills stills) {
    /** A missing list is an empty one. */
    public Quality {
      pairs = pairs == null ? List.of() : List.copyOf(pairs);
      types = types == null ? List.of() : List.copyOf(types);
    }

    /** Pairs alone, as a run measures them. */
    public Quality(List<Pair> pairs, double meanGainDb) {
      this(pairs, meanGainDb, null, null, null, null, null, null, null, null);
    }
  }

  /**
   * PSNR-Y on pictures without neighbours, in dB.
   *
   * @param pictures how many
   * @param psnrYIn of the input
   * @param psnrY of the output
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Stills(
      int pictures,
      @JsonProperty("psnr_y_in") double psnrYIn,
      @JsonProperty("psnr_y") double psnrY) {}

  /**
   * PSNR-Y on one clip, in dB.
   *
   * @param name the clip
   * @param psnrYIn of the input
   * @param psnrY of the output
   * @param median3 of the temporal median of 3 frames
   * @param median5 of the temporal median of 5 frames
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Pair(
      String name,
      @JsonProperty("psnr_y_in") double psnrYIn,
      @JsonProperty("psnr_y") double psnrY,
      double median3,
      double median5) {}

  /**
   * Reads a card.
   *
   * @param source where it lies, for the message
   * @throws MediaException when it is not JSON of this form
   */
  public static ModelCard parse(byte[] json, String source) {
    try {
      return JSON.readValue(json, ModelCard.class);
    } catch (JacksonException e) {
      throw new MediaException(
          "cannot read the model card " + source + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MediaException("cannot read the model card " + source + ": " + e.getMessage(), e);
    }
  }

  /** The card as indented JSON. */
  public String toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    } catch (JacksonException e) {
      throw new IllegalStateException(e);
    }
  }
}
