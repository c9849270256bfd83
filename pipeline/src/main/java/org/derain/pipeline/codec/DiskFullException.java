package org.derain.pipeline.codec;

import org.derain.frames.MediaException;

/** The disk that should take the result is full. */
public final class DiskFullException extends MediaException {
  private static final long serialVersionUID = 1;

  /** While doing something, for instance {@code "writing out.mp4"}. */
  public DiskFullException(String doing) {
    super(doing + ": no space left on the disk; free some, or choose another folder with -o");
  }
}
