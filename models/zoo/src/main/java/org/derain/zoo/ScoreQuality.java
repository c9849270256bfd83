package org.derain.zoo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How well rain is told from none.
 *
 * @param heldOut on clips held out, with rain rendered onto them; or null
 * @param real on real rain and real dry footage; or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreQuality(@JsonProperty("held_out") Accuracy heldOut, Accuracy real) {
  /**
   * Shares of frames, 0 to 1; null where there was nothing to judge.
   *
   * @param accuracy mean of the next two
   * @param rainyRight of rainy frames, called rainy
   * @param dryRight of dry frames, called dry
   * @param typeRight of rainy frames, given their type
   * @param rainyFrames rainy frames judged
   * @param dryFrames dry frames judged
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Accuracy(
      Double accuracy,
      @JsonProperty("rainy_right") Double rainyRight,
      @JsonProperty("dry_right") Double dryRight,
      @JsonProperty("type_right") Double typeRight,
      @JsonProperty("rainy_frames") int rainyFrames,
      @JsonProperty("dry_frames") int dryFrames) {}
}
