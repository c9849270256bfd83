package org.derain.pipeline.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.Latencies;

/**
 * The figures of one run.
 *
 * @param frames what became of the frames
 * @param wallS how long it took, in seconds
 * @param latencyMs percentiles per stage, in milliseconds
 * @param errors why frames were passed, and how many for each reason
 */
public record PipelineStats(
    FrameCounts frames, double wallS, Latencies latencyMs, Map<String, Long> errors) {
  /** Keeps a copy of the errors, in their order. */
  public PipelineStats {
    errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
  }

  /** Frames written per second; 0 when nothing was written. */
  public double fps() {
    return frames.out() == 0 ? 0 : frames.out() / wallS;
  }

  /** The same with the number of damaged frames, which only the source knows. */
  public PipelineStats withCorrupt(long corrupt) {
    FrameCounts f = frames;
    return new PipelineStats(
        new FrameCounts(f.in(), f.out(), f.derained(), f.passed(), f.dropped(), corrupt),
        wallS,
        latencyMs,
        errors);
  }
}
