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
    List<String> limits) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** A missing list is an empty one. */
  public ModelCard {
    limits = limits == null ? List.of() : List.copyOf(limits);
  }

  /**
   * How a model was made.
   *
   * @param run the run file
   * @param seed where its random numbers start
   * @param steps steps of the optimiser
   * @param windows windows seen
   * @param wallS time taken, in seconds
   * @param data footage learnt from
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Training(
      String run,
      long seed,
      long steps,
      long windows,
      @JsonProperty("wall_s") double wallS,
      List<Footage> data) {
    /** A missing list is an empty one. */
    public Training {
      data = data == null ? List.of() : List.copyOf(data);
    }
  }

  /** Footage learnt from, and under which licence it was had. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Footage(String name, String licence) {}

  /**
   * What was measured on clips with a clean twin.
   *
   * @param pairs one line per clip
   * @param meanGainDb mean of output minus input PSNR-Y, in dB
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Quality(List<Pair> pairs, @JsonProperty("mean_gain_db") double meanGainDb) {
    /** A missing list is an empty one. */
    public Quality {
      pairs = pairs == null ? List.of() : List.copyOf(pairs);
    }
  }

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
