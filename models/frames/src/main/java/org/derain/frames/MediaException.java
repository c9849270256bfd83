package org.derain.frames;

import java.util.Optional;

/** A file or stream cannot be read or written; the message is one clear line for the user. */
public class MediaException extends RuntimeException {
  /** With a message for the user. */
  public MediaException(String message) {
    super(message);
  }

  /** With a message for the user and what lay behind it. */
  public MediaException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Throws what is wrong, if anything is. */
  public static void throwIf(Optional<String> problem) {
    if (problem.isPresent()) {
      throw new MediaException(problem.get());
    }
  }
}
