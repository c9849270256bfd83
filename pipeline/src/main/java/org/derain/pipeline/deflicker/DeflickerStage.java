package org.derain.pipeline.deflicker;

import java.util.List;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.Keep;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;

/** Evens out what flickers in derained frames, while the next is derained and the last encoded. */
public final class DeflickerStage extends Stage implements AutoCloseable {
  /** Derained frames on each side that it looks at. */
  public static final int REACH = Deflicker.REACH;

  private final Ring ring;
  private final Deflicker deflicker;
  private final PicturePool results;
  private final List<Keep> keep;

  /**
   * A stage behind the network.
   *
   * @param results lends pictures; whoever writes a frame gives its own back
   * @param keep what it must not touch
   */
  public DeflickerStage(
      Ring ring, RunState state, FrameFormat format, PicturePool results, List<Keep> keep) {
    super("deflicker", ring, state);
    this.ring = ring;
    this.deflicker = new Deflicker(format);
    this.results = results;
    this.keep = keep;
  }

  @Override
  public void work(long sequence) throws InterruptedException {
    long place = leaving(sequence);
    if (place < 0 || slot(place).end || slot(place).time.context) {
      return;
    }
    Slot slot = slot(place);
    if (slot.derained == null) {
      return;
    }
    Picture result = results.take();
    long start = System.nanoTime();
    if (deflicker.steady(ring, place, result)) {
      // It evens out what lies around a change, so across the border of a part too.
      Keep.copy(keep, slot.picture, result);
      slot.steadied = result;
    } else {
      results.give(result);
    }
    slot.stamps.steady = System.nanoTime() - start;
  }

  @Override
  public void close() {
    deflicker.close();
  }
}
