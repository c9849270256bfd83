package org.derain.pipeline.window;

import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.ring.PicturePool;
import org.derain.pipeline.ring.Ring;
import org.derain.pipeline.ring.RunState;
import org.derain.pipeline.ring.Stage;
import org.derain.pipeline.run.PipelineOptions;

/** Puts windows together, frame by frame. */
public final class AlignStage extends Stage implements AutoCloseable {
  private final PipelineOptions options;
  private final int frames;
  private final Aligner aligner;
  private final Windows windows;

  /**
   * A stage.
   *
   * @param frames in a window
   */
  public AlignStage(
      Ring ring,
      RunState flight,
      FrameFormat format,
      PipelineOptions options,
      int frames,
      PicturePool pool) {
    super("align", ring, flight);
    this.frames = frames;
    this.options = options;
    this.aligner = new Aligner(format);
    this.windows = new Windows(ring, aligner, options.align(), pool);
  }

  @Override
  public void work(long sequence) throws InterruptedException {
    long centre = centre(sequence);
    if (!wanted(centre)) {
      return;
    }
    long start = System.nanoTime();
    long idle = windows.build(centre, frames, options.future());
    slot(centre).stamps.gate += System.nanoTime() - start - idle;
  }

  @Override
  public void close() {
    windows.close();
    aligner.close();
  }
}
