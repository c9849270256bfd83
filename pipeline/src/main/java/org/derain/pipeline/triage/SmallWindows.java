package org.derain.pipeline.triage;

import org.derain.frames.FrameFormat;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.zoo.Model;

/** The window of the format that was asked for last: files of a card have the same mostly. */
final class SmallWindows implements AutoCloseable {
  private final Model model;
  private FrameFormat format;
  private SmallWindow window;

  SmallWindows(Model model) {
    this.model = model;
  }

  /** The window for pictures of a format; that of another format is closed. */
  SmallWindow of(FrameFormat wanted) {
    if (window == null || !wanted.equals(format)) {
      close();
      window = new SmallWindow(model, wanted, DerainerOptions.defaults().withThreads(1));
      format = wanted;
    }
    return window;
  }

  @Override
  public void close() {
    if (window != null) {
      window.close();
      window = null;
    }
  }
}
