package org.derain.zoo;

/**
 * How readily rain is taken off: what a user says against the rain score of a network.
 *
 * @param sensitivity 0 to 1: it counts as rain from a rain score of 1 - sensitivity on. 0 takes
 *     nothing off, 1 takes off whatever the network found, also where it sees no rain
 */
public record Gate(double sensitivity) {
  /** Up to this rain score a gate is closed: the frame comes out as it went in, bit for bit. */
  public static final double CLOSED = 0.3;

  /** The network decides, as it learned to. */
  public static final Gate NETWORK = new Gate(1 - RainScore.BORDER);

  /** Everything that the network found is taken off. */
  public static final Gate OPEN = new Gate(1);

  /** Checks the range. */
  public Gate {
    if (!(sensitivity >= 0 && sensitivity <= 1)) {
      throw new IllegalArgumentException("sensitivity goes from 0 to 1, not " + sensitivity);
    }
  }

  /** What is added to a rain score, which is 0 to 1, before it opens the gate. */
  public float shift() {
    // At both ends no score counts any more.
    return sensitivity == 0
        ? -1
        : sensitivity == 1 ? 1 : (float) (sensitivity - NETWORK.sensitivity);
  }
}
