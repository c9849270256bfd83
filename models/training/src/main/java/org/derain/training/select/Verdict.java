package org.derain.training.select;

import java.util.List;

/**
 * What three judges say of a window.
 *
 * @param rain the recogniser's rain score, 0 to 1
 * @param recognised whether it takes the window for rain of the kind that it has
 * @param likeness what the network says that has not seen its clip; above 0: real
 * @param natural whether that is at least what it says of most real windows
 * @param distance mean distance of its high pass from those of the nearest real windows, 0 to 1
 * @param near whether that is at most what most real windows are from those of other clips
 * @param nearest the nearest real windows, the nearest first
 */
record Verdict(
    double rain,
    boolean recognised,
    double likeness,
    boolean natural,
    double distance,
    boolean near,
    List<View> nearest) {
  /** Judges that have to agree. */
  private static final int MOST = 2;

  /** How many call it real. */
  int votes() {
    return (recognised ? 1 : 0) + (natural ? 1 : 0) + (near ? 1 : 0);
  }

  /** Whether most judges call it real. */
  boolean kept() {
    return votes() >= MOST;
  }
}
