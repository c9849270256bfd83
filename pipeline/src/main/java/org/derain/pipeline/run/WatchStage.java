package org.derain.pipeline.run;

import java.util.function.Function;
import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.Verdict;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Reach;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;
import org.derain.pipeline.window.Windows;

/**
 * Looks for rain at one frame of a group, so that dry footage costs a fraction of what rain does: a
 * group is dry when the network sees no rain in its first frame, nor in the first one behind it or,
 * at the end of a scene, in its last. Dry frames go by untouched.
 *
 * <p>A group begins with a scene and wherever the number of the frame, by its time and duration,
 * passes a multiple of the group's length. So where groups begin depends on the frames around
 * alone, and a part of a clip comes out as it does in the whole.
 */
final class WatchStage extends Stage implements AutoCloseable {
  private final Function<Picture[], Verdict> watch;
  private final int frames;
  private final Reach reach;
  private final Aligner aligner;
  private final Windows windows;
  private final PicturePool warped;

  /** The first frame of the group that is not decided yet; -1 before the first. */
  private long first = -1;

  private Verdict seen;

  /**
   * A stage behind the search for cuts.
   *
   * @param filter that has something to watch with
   * @param align whether neighbours are warped
   */
  WatchStage(Ring ring, RunState state, FrameFormat format, RainFilter filter, boolean align) {
    super("watch", ring, state);
    this.watch = filter.watch().orElseThrow();
    this.frames = filter.window();
    this.reach = ring.reach();
    this.aligner = new Aligner(format);
    this.warped = new PicturePool(format, frames - 1);
    this.windows = new Windows(ring, aligner, align, warped);
  }

  @Override
  public void work(long sequence) throws InterruptedException {
    long place = sequence - reach.future();
    if (place < 0) {
      return;
    }
    Slot slot = slot(place);
    if (slot.startsScene()) {
      endScene(place);
    } else if (!begins(place)) {
      return;
    }
    if (slot.end) {
      first = -1;
      return;
    }
    Verdict look = look(place);
    if (!slot.cut) {
      decide(place, look);
    }
    first = place;
    seen = look;
  }

  private boolean begins(long place) {
    return place - first >= reach.ahead() || group(slot(place)) != group(slot(place - 1));
  }

  private long group(Slot slot) {
    return Math.floorDiv(slot.time.pts, Math.max(1, slot.time.duration) * reach.ahead());
  }

  /** Decides the group before the first frame of a scene, or the end. */
  private void endScene(long place) throws InterruptedException {
    if (first >= 0) {
      decide(place, first == place - 1 ? seen : look(place - 1));
    }
  }

  private void decide(long behind, Verdict last) {
    if (seen.dry() && last.dry()) {
      for (long t = first; t < behind; t++) {
        slot(t).dry = true;
        slot(t).score = seen.score();
      }
    }
  }

  private Verdict look(long place) throws InterruptedException {
    Slot slot = slot(place);
    long start = System.nanoTime();
    try {
      windows.build(place, frames, reach.future());
      return watch.apply(slot.window);
    } catch (RuntimeException e) {
      // The network fails again where it derains, and is reported there.
      return new Verdict(null, false);
    } finally {
      Windows.giveBack(slot, warped);
      slot.window = null;
      slot.stamps.gate += System.nanoTime() - start;
    }
  }

  @Override
  public void close() {
    windows.close();
    warped.close();
    aligner.close();
  }
}
