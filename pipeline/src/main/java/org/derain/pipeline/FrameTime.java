package org.derain.pipeline;

import java.util.List;

/**
 * When a frame is shown, in units of the source stream's time base. One object belongs to each slot
 * of the ring: the source fills it, the sink reads it.
 */
public final class FrameTime {
  /** Presentation timestamp. */
  public long pts;

  /** How long the frame is shown; 0 when the source does not say. */
  public long duration;

  /**
   * Whether the frame is there only as a neighbour of others: it is not written. With twenty such
   * frames before the first and behind the last, a part of a clip comes out as it does in the
   * whole.
   */
  public boolean context;

  /**
   * When the last packet of the frame was received, by {@link System#nanoTime}; 0 when the source
   * does not say. A live source says it; frames are as old as that is long ago.
   */
  public long captured;

  /** Closed captions (ATSC A/53) that are shown with the frame; null for none. */
  public byte[] captions;

  /** SEI messages of user data that came with the frame, in their order; mostly none. */
  public List<byte[]> telemetry = List.of();

  /** Takes over everything from another one. */
  public void copyFrom(FrameTime other) {
    pts = other.pts;
    duration = other.duration;
    context = other.context;
    captured = other.captured;
    captions = other.captions;
    telemetry = other.telemetry;
  }
}
