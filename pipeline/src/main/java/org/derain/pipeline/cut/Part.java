package org.derain.pipeline.cut;

import java.util.ArrayList;
import java.util.List;

/**
 * Packets of a source that are replaced: from one at which decoding can begin to before another.
 *
 * @param from number of the first packet
 * @param to number of the first packet behind
 */
record Part(int from, int to) {
  /**
   * The parts that hold some stretches of time, in order; what overlaps or touches is one.
   *
   * @param stretches pairs of first and last times, in the source's unit, in order
   */
  static List<Part> of(SourcePackets packets, List<long[]> stretches) {
    List<Part> parts = new ArrayList<>();
    for (long[] stretch : stretches) {
      Part next = new Part(packets.entryBefore(stretch[0]), packets.entryBehind(stretch[1]));
      Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      if (last != null && next.from <= last.to) {
        parts.set(parts.size() - 1, new Part(last.from, Math.max(last.to, next.to)));
      } else if (next.to > next.from) {
        parts.add(next);
      }
    }
    return parts;
  }

  /** How many packets it has. */
  int count() {
    return to - from;
  }
}
