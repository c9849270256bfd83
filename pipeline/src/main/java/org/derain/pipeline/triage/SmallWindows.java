package org.derain.pipeline.triage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.zoo.Model;

/** Windows of the formats that were asked for last: files of a card have the same mostly. */
final class SmallWindows implements AutoCloseable {
  /** As many sizes as a recording is looked at. */
  private static final int KEPT = 2;

  private final Model model;
  private final Map<FrameFormat, SmallWindow> windows = new HashMap<>();
  private final Deque<FrameFormat> asked = new ArrayDeque<>();

  SmallWindows(Model model) {
    this.model = model;
  }

  /** The window for pictures of a format; that of the format before the last is closed. */
  SmallWindow of(FrameFormat wanted) {
    asked.remove(wanted);
    asked.add(wanted);
    if (asked.size() > KEPT) {
      windows.remove(asked.poll()).close();
    }
    return windows.computeIfAbsent(
        wanted,
        format -> new SmallWindow(model, format, DerainerOptions.defaults().withThreads(1)));
  }

  @Override
  public void close() {
    windows.values().forEach(SmallWindow::close);
    windows.clear();
    asked.clear();
  }
}
