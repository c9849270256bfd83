package org.derain.pipeline.live.output;

import org.derain.frames.MediaException;

/** An output does not take what it is given, and will not the next time either. */
final class RefusedException extends MediaException {
  private static final long serialVersionUID = 1;

  /** With the reason. */
  RefusedException(String reason) {
    super(reason);
  }
}
