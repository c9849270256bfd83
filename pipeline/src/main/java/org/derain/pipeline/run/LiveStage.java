package org.derain.pipeline.run;

import java.util.List;
import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.Keep;
import org.derain.pipeline.ring.FrameOutcome;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;
import org.derain.pipeline.window.SceneCut;
import org.derain.pipeline.window.Windows;

/**
 * Everything between decoder and sink in real time, on one thread, so that nothing is decided or
 * done before it must be. A frame that is passed costs the search for a cut and no more: motion is
 * found when a window needs it.
 */
final class LiveStage extends Stage implements AutoCloseable {
  private final Ring ring;
  private final LiveFilter filter;
  private final Aligner aligner;
  private final SceneCut cuts = new SceneCut();
  private final Windows windows;
  private final PicturePool warped;
  private final PicturePool results;
  private final List<Keep> keep;
  private long looked = -1;

  /** A slot whose window, and the picture for its result, may still be in use; null for none. */
  private Slot lent;

  private Picture lentResult;

  LiveStage(
      Ring ring,
      RunState state,
      FrameFormat format,
      LiveFilter filter,
      PicturePool warped,
      PicturePool results,
      List<Keep> keep) {
    super("live", ring, state);
    this.ring = ring;
    this.filter = filter;
    this.aligner = new Aligner(format);
    this.windows = new Windows(ring, aligner, true, warped);
    this.warped = warped;
    this.results = results;
    this.keep = keep;
  }

  @Override
  public void work(long sequence) throws InterruptedException {
    look(sequence);
    Slot slot = slot(sequence);
    if (slot.end) {
      return;
    }
    int future = wait(sequence, slot);
    FrameOutcome fate = filter.before(slot.time, slot.cut, behind(sequence));
    slot.fate = fate == null ? derain(sequence, slot, future) : fate;
  }

  /** Looks for a cut, in the order of frames. */
  private void look(long sequence) {
    while (looked < sequence) {
      looked++;
      Slot slot = slot(looked);
      if (!slot.end) {
        aligner.reduce(slot.picture, slot.reduced);
        slot.cut = cuts.next(slot.reduced);
      }
    }
  }

  /** Waits for the frames after this one; returns how many there are. */
  private int wait(long sequence, Slot slot) throws InterruptedException {
    long deadline = filter.waitDeadline(slot.time);
    int future = 0;
    while (future < filter.future() && ring.await(sequence + future + 1, deadline)) {
      future++;
      look(sequence + future);
      if (slot(sequence + future).end) {
        break;
      }
    }
    return future;
  }

  private int behind(long sequence) {
    long newest = ring.published();
    if (slot(newest).end) {
      newest--;
    }
    return (int) Math.max(0, newest - sequence - filter.future());
  }

  private FrameOutcome derain(long sequence, Slot slot, int future) throws InterruptedException {
    takeBack();
    int frames = filter.window();
    int reach = Math.min(future, frames / 2);
    windows.build(sequence, frames, reach);
    Picture result = results.take();
    lent = slot;
    lentResult = result;
    FrameOutcome fate = filter.derain(slot.time, slot.window, result, behind(sequence));
    if (fate.outcome() == FrameOutcome.Outcome.DERAINED) {
      Keep.copy(keep, slot.picture, result);
      slot.derained = result;
      lentResult = null;
      takeBack();
    }
    return fate;
  }

  /** Takes back the pictures of the window before, which are free. */
  private void takeBack() {
    if (lent != null) {
      Windows.giveBack(lent, warped);
      lent = null;
    }
    if (lentResult != null) {
      results.give(lentResult);
      lentResult = null;
    }
  }

  @Override
  public void close() {
    windows.close();
    aligner.close();
    cuts.close();
  }
}
