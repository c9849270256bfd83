package org.derain.app.eval.measure;

import org.derain.frames.FrameFormat;
import org.derain.pipeline.run.PipelineStats;

/**
 * What a network took, over pictures of several sizes.
 *
 * @param ms of all frames, each counted as the median of its clip
 * @param pixels of all frames
 */
public record NetworkTime(double ms, double pixels) {
  static NetworkTime of(PipelineStats stats, FrameFormat format) {
    long frames = stats.frames().derained();
    return new NetworkTime(
        frames * stats.latencyMs().derain().p50(),
        (double) frames * format.width() * format.height());
  }

  NetworkTime plus(NetworkTime other) {
    return new NetworkTime(ms + other.ms, pixels + other.pixels);
  }

  /** Milliseconds for a frame with so many pixels. */
  public double perFrame(double size) {
    return ms / pixels * size;
  }
}
