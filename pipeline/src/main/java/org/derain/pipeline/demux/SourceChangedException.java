package org.derain.pipeline.demux;

import java.nio.file.Path;
import org.derain.frames.MediaException;

/** A file is no longer what it was when work on it began. */
public final class SourceChangedException extends MediaException {
  private static final long serialVersionUID = 1;

  SourceChangedException(Path file) {
    super(
        file
            + ": was replaced or changed while it was read, so nothing of the result is kept; run"
            + " again when nothing writes to it any more");
  }
}
