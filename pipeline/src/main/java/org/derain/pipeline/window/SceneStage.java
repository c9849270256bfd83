package org.derain.pipeline.window;

import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.ring.Reach;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;

/**
 * Reduces luma, finds cuts, and the motion between each frame and the one before, as far as a
 * window needs it.
 */
public final class SceneStage extends Stage implements AutoCloseable {
  private final Reach reach;
  private final boolean align;
  private final Aligner aligner;
  private final SceneCut cuts = new SceneCut();

  /**
   * The first stage.
   *
   * @param align whether the motion is needed
   */
  public SceneStage(Ring ring, RunState state, FrameFormat format, Reach reach, boolean align) {
    super("scene", ring, state);
    this.reach = reach;
    this.align = align;
    this.aligner = new Aligner(format);
  }

  @Override
  public void work(long sequence) {
    Slot slot = slot(sequence);
    if (slot.end) {
      return;
    }
    long start = System.nanoTime();
    aligner.reduce(slot.picture, slot.reduced);
    slot.cut = cuts.next(slot.reduced);
    if (align && !slot.cut) {
      Slot before = slot(sequence - 1);
      boolean all = reach.smoothing() > 0;
      if (all || !slot.time.context) {
        backward(slot, before);
        if (!all && !before.cut && before.time.context) {
          // The window reaches back over a step that nothing else needed.
          backward(before, slot(sequence - 2));
        }
      }
      boolean seen = all || !before.time.context || !before.cut && !slot(sequence - 2).time.context;
      if (reach.future() > 0 && seen) {
        aligner.flow(before.reduced, slot.reduced, slot.forward);
      }
    }
    slot.stamps.gate += System.nanoTime() - start;
  }

  private void backward(Slot slot, Slot before) {
    aligner.flow(slot.reduced, before.reduced, slot.backward);
  }

  @Override
  public void close() {
    aligner.close();
    cuts.close();
  }
}
