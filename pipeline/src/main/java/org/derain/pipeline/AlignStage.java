package org.derain.pipeline;

import org.derain.frames.Aligner;
import org.derain.frames.FrameFormat;

/** Puts windows together, frame by frame. */
final class AlignStage extends Stage implements AutoCloseable {
  private final PipelineOptions options;
  private final int frames;
  private final Aligner aligner;
  private final Windows windows;

  /**
   * A stage.
   *
   * @param frames in a window
   */
  AlignStage(
      Ring ring,
      Flight flight,
      FrameFormat format,
      PipelineOptions options,
      int frames,
      Pictures pool) {
    super("align", ring, flight);
    this.frames = frames;
    this.options = options;
    this.aligner = new Aligner(format);
    this.windows = new Windows(ring, aligner, options.align(), pool);
  }

  @Override
  void work(long sequence) throws InterruptedException {
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
