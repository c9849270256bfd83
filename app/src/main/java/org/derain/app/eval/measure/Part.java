package org.derain.app.eval.measure;

/** Which part of a clip is judged. */
public enum Part {
  /** From the first picture on. */
  WHOLE,
  /**
   * What training never learns from: the last tenth of each clip, at most 60 pictures. Less than
   * ten pictures have no such part and count whole.
   */
  HELD_OUT;

  /** The first picture of the part of a clip with so many. */
  int first(int pictures) {
    return this == WHOLE || pictures < 10 ? 0 : pictures - Math.min(60, pictures / 10);
  }
}
