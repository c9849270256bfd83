package org.derain.pipeline.live.camera;

import java.util.EnumMap;
import java.util.Map;
import org.derain.pipeline.live.DropReason;
import org.derain.pipeline.live.PassReason;
import org.derain.pipeline.ring.FrameOutcome;

/**
 * Where frames are: in = derained + passed + dropped + in state, whenever one looks. Any thread may
 * use it.
 */
final class FrameLedger {
  private final Map<PassReason, Long> passed = new EnumMap<>(PassReason.class);
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  private long in;
  private long derained;
  private long inFlight;

  /**
   * A moment of a ledger.
   *
   * @param in frames received
   * @param inFlight frames that neither left nor were dropped
   */
  record Counts(
      long in,
      long derained,
      Map<PassReason, Long> passed,
      Map<DropReason, Long> dropped,
      long inFlight) {}

  /** A frame came. */
  synchronized void received() {
    in++;
    inFlight++;
  }

  /** Frames came that were not decoded. */
  synchronized void undecoded(DropReason reason, long frames) {
    in += frames;
    dropped.merge(reason, frames, Long::sum);
  }

  /** A frame left or was dropped. */
  synchronized void left(FrameOutcome fate) {
    inFlight--;
    switch (fate.outcome()) {
      case DERAINED -> derained++;
      case PASSED -> passed.merge((PassReason) fate.reason(), 1L, Long::sum);
      case DROPPED -> dropped.merge((DropReason) fate.reason(), 1L, Long::sum);
    }
  }

  /** The run is over: what is in flight will not leave any more. */
  synchronized void runEnded() {
    if (inFlight > 0) {
      dropped.merge(DropReason.LOST, inFlight, Long::sum);
    }
    inFlight = 0;
  }

  /** How it stands. */
  synchronized Counts counts() {
    return new Counts(in, derained, new EnumMap<>(passed), new EnumMap<>(dropped), inFlight);
  }
}
