package org.derain.fleet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How a rainy recording is taken apart.
 *
 * @param from where its stretches begin, in seconds; none when it cannot be cut
 * @param to where they end; infinite for the end of the recording
 * @param reason why it cannot be cut; empty when it can
 * @param problem why that is not known; null when it is
 */
record Layout(Video video, double[] from, double[] to, String reason, String problem)
    implements Serializable {
  /** Without stretches. */
  static Layout none(Video video, String reason, String problem) {
    return new Layout(video, new double[0], new double[0], reason, problem);
  }

  /** What is to be done: a task for each stretch, or one for the whole recording. */
  List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < from.length; i++) {
      pieces.add(new Piece(video, i, from[i], to[i]));
    }
    return pieces;
  }
}
