package org.derain.fleet;

import java.io.Serializable;
import java.nio.file.Path;
import org.derain.pipeline.card.CardWalk;
import org.derain.pipeline.card.Recording;

/**
 * A file in a store.
 *
 * @param uri where it lies
 * @param place the same from the root of the archive on, with slashes; also its place in the result
 * @param size in bytes
 * @param modified when it was written last, in milliseconds since 1970
 */
record Source(String uri, String place, long size, long modified) implements Serializable {
  /** What its name tells. The file of the recording is only a name here. */
  Recording recording() {
    return CardWalk.recording(Path.of(place), Path.of(place), size, modified);
  }

  /** The last part of its name. */
  String name() {
    return place.substring(place.lastIndexOf('/') + 1);
  }
}
