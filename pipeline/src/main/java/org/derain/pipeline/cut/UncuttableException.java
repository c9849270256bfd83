package org.derain.pipeline.cut;

import org.derain.frames.MediaException;

/** A video that cannot be cut; the message says why, to go on in a sentence. */
public final class UncuttableException extends MediaException {
  private static final long serialVersionUID = 1;

  /** With the reason. */
  public UncuttableException(String reason) {
    super(reason);
  }
}
