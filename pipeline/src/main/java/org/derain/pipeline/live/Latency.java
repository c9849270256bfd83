package org.derain.pipeline.live;

import java.util.Locale;

/** How long a camera's frames may wait for those after them. */
public enum Latency {
  /** Not at all: windows do not look ahead, decoder and encoder hold nothing back. */
  LOW(0),
  /** As far as windows reach, two frames at most: centred ones take out more rain. */
  BALANCED(2);

  private final int future;

  Latency(int future) {
    this.future = future;
  }

  /** Frames after the centre that a window waits for, if it reaches so far. */
  public int future() {
    return future;
  }

  /** The name on the command line, for instance "low". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
