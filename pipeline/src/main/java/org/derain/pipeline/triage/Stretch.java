package org.derain.pipeline.triage;

import org.derain.zoo.RainScore;

/**
 * A part of a drive, or of a recording, in which it rains.
 *
 * @param from in seconds
 * @param to in seconds
 * @param rain the highest score in it
 * @param type what kind of rain that was
 * @param at when that was, in seconds
 */
public record Stretch(double from, double to, double rain, RainScore.Type type, double at) {
  /** How long it is, in seconds. */
  public double seconds() {
    return to - from;
  }

  /** The part inside a recording of a drive, on the recording's clock. */
  public Stretch inside(double begun, double seconds) {
    return new Stretch(
        Math.max(0, from - begun), Math.min(seconds, to - begun), rain, type, at - begun);
  }
}
