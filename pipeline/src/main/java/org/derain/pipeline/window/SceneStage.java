package org.derain.pipeline.window;

import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;
import org.derain.pipeline.run.PipelineOptions;

/**
 * Reduces luma, finds cuts, and the motion between each frame and the one before, as far as a
 * window needs it.
 */
public final class SceneStage extends Stage implements AutoCloseable {
  private final PipelineOptions options;
  private final Aligner aligner;
  private final SceneCut cuts = new SceneCut();

  public SceneStage(Ring ring, RunState flight, FrameFormat format, PipelineOptions options) {
    super("scene", ring, flight);
    this.options = options;
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
    if (options.align() && !slot.cut) {
      Slot before = slot(sequence - 1);
      boolean all = options.steadies();
      if (all || !slot.time.context) {
        backward(slot, before);
        if (!all && !before.cut && before.time.context) {
          // The window reaches back over a step that nothing else needed.
          backward(before, slot(sequence - 2));
        }
      }
      boolean seen = all || !before.time.context || !before.cut && !slot(sequence - 2).time.context;
      if (options.future() > 0 && seen) {
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
