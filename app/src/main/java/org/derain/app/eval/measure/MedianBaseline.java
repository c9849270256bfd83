package org.derain.app.eval.measure;

import java.util.ArrayList;
import java.util.List;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.TemporalMedian;

/**
 * The temporal medians of a clip, frame by frame; it reads the clip on its own, two frames ahead.
 * At the ends the nearest frame is repeated.
 */
final class MedianBaseline implements AutoCloseable {
  private static final int RADIUS = 2;
  private static final int SLOTS = 2 * RADIUS + 1;

  private final Frames reader;
  private final TemporalMedian median = new TemporalMedian();
  private final Picture[] slots = new Picture[SLOTS];
  private final Picture result;
  private int read;
  private int centre = -1;

  /** Over pictures that it closes at the end. */
  MedianBaseline(Frames clip) {
    reader = clip;
    FrameFormat format = reader.format();
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Picture(format);
    }
    result = new Picture(format);
  }

  /** Moves on to the next frame, at first to frame 0. */
  void next() {
    centre++;
    while (read <= centre + RADIUS && reader.read(slots[read % SLOTS])) {
      read++;
    }
  }

  /** The median of 3 or 5 frames around the current one; valid until the next call. */
  Picture median(int size) {
    List<Picture> window = new ArrayList<>();
    for (int frame = centre - size / 2; frame <= centre + size / 2; frame++) {
      window.add(slots[Math.max(0, Math.min(read - 1, frame)) % SLOTS]);
    }
    median.median(window, result);
    return result;
  }

  @Override
  public void close() {
    reader.close();
    median.close();
    result.close();
    for (Picture slot : slots) {
      slot.close();
    }
  }
}
