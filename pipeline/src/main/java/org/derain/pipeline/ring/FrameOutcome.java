package org.derain.pipeline.ring;

/**
 * What became of a frame in real time, and why.
 *
 * @param outcome what
 * @param reason why; null for a frame without rain, which needs none
 */
public record FrameOutcome(Outcome outcome, Enum<?> reason) {
  /** It left without rain. */
  public static final FrameOutcome DERAINED = new FrameOutcome(Outcome.DERAINED, null);

  /** What can become of a frame. */
  public enum Outcome {
    /** It leaves without rain. */
    DERAINED,
    /** It leaves as it came. */
    PASSED,
    /** It does not leave. */
    DROPPED
  }
}
