package org.derain.pipeline;

/**
 * What became of a frame in real time, and why.
 *
 * @param outcome what
 * @param reason why; null for a frame without rain, which needs none
 */
public record Fate(Outcome outcome, Enum<?> reason) {
  /** It left without rain. */
  public static final Fate DERAINED = new Fate(Outcome.DERAINED, null);

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
