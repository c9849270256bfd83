package org.derain.pipeline.window;

import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Stage;

/** Finds the motion around each frame that is not dry, and puts its window together. */
public final class AlignStage extends Stage implements AutoCloseable {
  private final int future;
  private final int frames;
  private final Aligner aligner;
  private final Windows windows;

  /**
   * A stage.
   *
   * @param future frames after the centre that are looked at
   * @param align whether neighbours are warped
   * @param frames in a window
   */
  public AlignStage(
      Ring ring,
      RunState state,
      FrameFormat format,
      int future,
      boolean align,
      int frames,
      PicturePool pool) {
    super("align", ring, state);
    this.frames = frames;
    this.future = future;
    this.aligner = new Aligner(format);
    this.windows = new Windows(ring, aligner, align, pool);
  }

  @Override
  public void work(long sequence) throws InterruptedException {
    long centre = centre(sequence);
    if (!wanted(centre)) {
      return;
    }
    long start = System.nanoTime();
    long idle = windows.build(centre, frames, future);
    slot(centre).stamps.gate += System.nanoTime() - start - idle;
  }

  @Override
  public void close() {
    windows.close();
    aligner.close();
  }
}
