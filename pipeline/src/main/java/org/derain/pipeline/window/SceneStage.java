package org.derain.pipeline.window;

import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Slot;
import org.derain.pipeline.ring.Stage;

/** Reduces luma and finds cuts. */
public final class SceneStage extends Stage implements AutoCloseable {
  private final Aligner aligner;
  private final SceneCut cuts = new SceneCut();

  /** The first stage. */
  public SceneStage(Ring ring, RunState state, FrameFormat format) {
    super("scene", ring, state);
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
    slot.stamps.gate += System.nanoTime() - start;
  }

  @Override
  public void close() {
    aligner.close();
    cuts.close();
  }
}
