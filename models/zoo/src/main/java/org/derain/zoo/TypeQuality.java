package org.derain.zoo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * PSNR-Y on one type of rain, in dB, mean over clips.
 *
 * @param type light, heavy, night, drops or looks
 * @param psnrYIn of the input
 * @param psnrY of the output
 * @param median3 of the temporal median of 3 frames
 * @param median5 of the temporal median of 5 frames
 * @param warpErrorRatio warping error as a multiple of the clean clips' own, or null
 * @param clips clips judged
 * @param windows frames judged
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TypeQuality(
    String type,
    @JsonProperty("psnr_y_in") double psnrYIn,
    @JsonProperty("psnr_y") double psnrY,
    double median3,
    double median5,
    @JsonProperty("warp_error_ratio") Double warpErrorRatio,
    int clips,
    int windows) {
  /** Output minus input, in dB. */
  @JsonIgnore
  public double gainDb() {
    return psnrY - psnrYIn;
  }
}
