package org.derain.perf;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How fast a model cleaned a clip.
 *
 * @param clip "rainy" or "dry"
 * @param size of its frames
 * @param ratio wall time of {@code clean} to that of ffmpeg, whole processes, the median of the
 *     runs; 0 where there is no ffmpeg
 * @param least the least ratio of a run
 * @param most the largest
 * @param fps frames cleaned per second, without the start of Java, in the median run
 * @param rainy share of the frames in which the network saw rain
 * @param ms what each stage took over a frame, medians; they overlap
 * @param gmacPerS 10^9 multiply-accumulates of the network per second; 0 where nobody knows what it
 *     costs
 * @param peakMb the most memory of the process, in MiB; -1 when unknown
 */
@JsonPropertyOrder({
  "clip",
  "size",
  "model",
  "ratio",
  "least",
  "most",
  "fps",
  "rainy",
  "ms",
  "gmac_per_s",
  "peak_mb"
})
record SpeedRow(
    String clip,
    String size,
    String model,
    double ratio,
    double least,
    double most,
    double fps,
    double rainy,
    Stages ms,
    @JsonProperty("gmac_per_s") double gmacPerS,
    @JsonProperty("peak_mb") long peakMb) {

  /**
   * Milliseconds per frame.
   *
   * @param align finding cuts and motion, and warping the neighbours
   */
  record Stages(double decode, double align, double network, double steady, double encode) {
    /** The share of each in per cent of all, as text. */
    String shares() {
      double[] each = {decode, align, network, steady, encode};
      double all = Math.max(1e-9, decode + align + network + steady + encode);
      StringBuilder text = new StringBuilder();
      for (double part : each) {
        text.append(text.isEmpty() ? "" : " / ").append(Math.round(100 * part / all));
      }
      return text.toString();
    }
  }

  /** Whether another row is of the same model, clip and size. */
  boolean like(SpeedRow other) {
    return clip.equals(other.clip) && size.equals(other.size) && model.equals(other.model);
  }
}
