package org.derain.pipeline.live;

import java.util.Locale;

/** What a camera is doing. */
public enum CameraState {
  /** It opens its source. */
  CONNECTING,
  /** Frames come. */
  RUNNING,
  /** The source was lost or could not be opened; the next try comes after a pause. */
  WAITING,
  /** It was closed. */
  STOPPED;

  /** The name in statistics, for instance "running". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
