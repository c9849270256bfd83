package org.derain.training.data;

import java.util.List;

/** Windows to draw batches from. */
public interface Windows extends AutoCloseable {
  /** Draws windows at random; the old ones that are replayed come last. */
  List<Sample> draw(int count);

  /** How many of a draw are replayed. */
  default int replayed(int count) {
    return 0;
  }

  @Override
  default void close() {}
}
