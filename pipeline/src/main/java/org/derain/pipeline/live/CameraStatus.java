package org.derain.pipeline.live;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.inference.Device;

/**
 * How a camera is, at one moment. Counters run over its whole life. After a frame left, {@code in}
 * equals derained, passed and dropped frames and those in state.
 *
 * @param source redacted
 * @param error why it does not run, redacted; null when it does
 * @param width of its pictures in pixels; 0 before the first
 * @param height of its pictures in pixels; 0 before the first
 * @param scale how many times smaller they are analysed; 0 before the first
 * @param fpsIn frames received per second, over the last seconds
 * @param fpsOut frames that left per second, over the last seconds
 * @param lastFrameAgeS time since the last frame was received, in seconds; since the start before
 *     the first
 * @param silenceS how long it may give no frame before it counts as lost, in seconds: a camera with
 *     a frame every ten seconds is well while it is silent for as long
 * @param in frames received
 * @param derained frames that left without rain
 * @param passed frames that left as they came
 * @param dropped frames that did not leave
 * @param latency from reception to the written packet
 * @param recentMs the same over the last minute, in milliseconds
 * @param reconnects tries to open the source again
 * @param rain what the network saw last: 0 dry, 1 heavy
 * @param raining whether that counts as rain
 * @param deraining whether deraining is switched on
 * @param tier name of the model in use; null when none is loaded
 * @param device where it runs; {@link Device#AUTO} when none is loaded
 * @param preset of the encoder in use; null when there is none yet
 * @param sensitivity 0 to 1
 * @param ringDepth frames in state
 * @param outputs in the order of the settings
 */
public record CameraStatus(
    String name,
    String source,
    CameraState state,
    String error,
    int width,
    int height,
    int scale,
    double fpsIn,
    double fpsOut,
    double lastFrameAgeS,
    double silenceS,
    long in,
    long derained,
    Map<PassReason, Long> passed,
    Map<DropReason, Long> dropped,
    LiveLatency latency,
    LatencyStats recentMs,
    long reconnects,
    double rain,
    boolean raining,
    boolean deraining,
    String tier,
    Device device,
    String preset,
    double sensitivity,
    int ringDepth,
    List<OutputStatus> outputs) {
  /** Keeps copies in which every reason has a number. */
  public CameraStatus {
    passed = whole(PassReason.class, passed);
    dropped = whole(DropReason.class, dropped);
    outputs = List.copyOf(outputs);
  }

  /** All frames that left. */
  public long out() {
    return derained + sum(passed);
  }

  /** All frames that did not leave. */
  public long lost() {
    return sum(dropped);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static <K extends Enum<K>> Map<K, Long> whole(Class<K> reasons, Map<K, Long> counts) {
    Map<K, Long> all = new EnumMap<>(reasons);
    for (K reason : reasons.getEnumConstants()) {
      all.put(reason, counts.getOrDefault(reason, 0L));
    }
    return java.util.Collections.unmodifiableMap(all);
  }
}
