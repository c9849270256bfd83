package org.derain.clips.libav;

/** A clip that cannot be made or looked at; the message says why. */
public final class ClipException extends RuntimeException {
  /** With what went wrong. */
  public ClipException(String message) {
    super(message);
  }
}
