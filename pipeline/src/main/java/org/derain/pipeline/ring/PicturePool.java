package org.derain.pipeline.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;

/**
 * Lends pictures: a limited number, allocated when first needed. One thread takes, another gives
 * back; who takes waits when all are lent.
 */
public final class PicturePool implements AutoCloseable {
  private final FrameFormat format;
  private final int limit;
  private final BlockingQueue<Picture> free;
  private final List<Picture> all = new ArrayList<>();

  public PicturePool(FrameFormat format, int limit) {
    this.format = format;
    this.limit = limit;
    this.free = new ArrayBlockingQueue<>(limit);
  }

  public Picture take() throws InterruptedException {
    Picture picture = free.poll();
    if (picture != null) {
      return picture;
    }
    if (all.size() < limit) {
      picture = new Picture(format);
      all.add(picture);
      return picture;
    }
    return free.take();
  }

  public void give(Picture picture) {
    free.add(picture);
  }

  /** Frees all pictures, lent or not. */
  @Override
  public void close() {
    all.forEach(Picture::close);
    all.clear();
  }
}
