package org.derain.pipeline.clean;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.Latencies;

/**
 * The figures of one cleaned file, in the form of {@code --stats}.
 *
 * @param width of the frames that were cleaned, in pixels
 * @param scale how many times smaller they were analysed; null (and left out of the JSON) for a
 *     still
 * @param fps frames cleaned in this run per second of {@code wallS}
 * @param realtime {@code fps} divided by the video's frame rate: 1 or more keeps up with a camera;
 *     0 for a still
 * @param wallS from opening the source to the finished file, in seconds
 * @param peakRssMb the most memory that the process had at any time, in MiB; 0 when unknown
 * @param rain what the network saw in the frames of this run; null (and left out of the JSON) when
 *     it looked at none
 * @param errors why frames were passed, and how many for each reason; not part of the JSON
 */
@JsonPropertyOrder({
  "input",
  "output",
  "model",
  "device",
  "width",
  "height",
  "scale",
  "frames",
  "fps",
  "realtime",
  "wall_s",
  "peak_rss_mb",
  "latency_ms",
  "rain"
})
public record CleanReport(
    String input,
    String output,
    String model,
    String device,
    int width,
    int height,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer scale,
    FrameCounts frames,
    double fps,
    double realtime,
    @JsonProperty("wall_s") double wallS,
    @JsonProperty("peak_rss_mb") long peakRssMb,
    @JsonProperty("latency_ms") Latencies latencyMs,
    @JsonInclude(JsonInclude.Include.NON_NULL) RainReport rain,
    @JsonIgnore Map<String, Long> errors) {

  /** Rounds the figures to what they mean. */
  public CleanReport {
    fps = rounded(fps);
    realtime = rounded(realtime);
    wallS = rounded(wallS);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
