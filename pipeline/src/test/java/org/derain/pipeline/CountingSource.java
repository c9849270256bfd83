package org.derain.pipeline;

import java.nio.ByteBuffer;
import java.util.Set;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;

/**
 * Frames that carry their index in their first two luma samples; before a cut they are dark on the
 * left, after it on the right, and so on.
 */
public final class CountingSource implements FrameSource {
  private final FrameFormat format;
  private final int frames;
  private final Set<Integer> cuts;
  private final Set<Integer> context;
  private final int failsAt;
  private boolean flipped;
  private int index;

  public CountingSource(FrameFormat format, int frames) {
    this(format, frames, Set.of(), Set.of(), -1);
  }

  public CountingSource(
      FrameFormat format, int frames, Set<Integer> cuts, Set<Integer> context, int failsAt) {
    this.format = format;
    this.frames = frames;
    this.cuts = cuts;
    this.context = context;
    this.failsAt = failsAt;
  }

  @Override
  public FrameFormat format() {
    return format;
  }

  @Override
  public boolean next(Picture into, FrameTime time) {
    if (index == failsAt) {
      throw new MediaException("the source broke at " + index);
    }
    if (index == frames) {
      return false;
    }
    flipped ^= cuts.contains(index);
    paint(into);
    into.plane(0).put(0, (byte) index).put(1, (byte) (index >> 8));
    time.pts = 1000L + 40L * index;
    time.duration = 40;
    time.context = context.contains(index);
    index++;
    return true;
  }

  private void paint(Picture into) {
    ByteBuffer all = into.buffer();
    int row = format.width() * format.sampleBytes();
    byte[] samples = new byte[row];
    for (int x = 0; x < row; x++) {
      samples[x] = (byte) ((x < row / 2) == flipped ? 20 : 200);
    }
    for (int y = 0; y < format.height(); y++) {
      all.put(samples);
    }
    while (all.hasRemaining()) {
      all.put((byte) 128);
    }
  }

  /** The index that a frame carries. */
  public static int index(Picture picture) {
    ByteBuffer luma = picture.plane(0);
    return (luma.get(0) & 255) | (luma.get(1) & 255) << 8;
  }

  @Override
  public void close() {}
}
