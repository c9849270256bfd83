package org.derain.pipeline.ring;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;

/**
 * Finds the frames that cameras and converters showed twice or more often: their rain is the same,
 * so that as neighbours of each other they tell nothing. One of each goes through the ring, and the
 * others go along with it.
 *
 * <p>The change from frame to frame is that of the 8x8 block that changed most, in grey levels. A
 * frame is a repeat when nothing changed at all, or little against the steps before and after its
 * group: so a scene that lies still, where all steps are alike, has none. On clips of rain by day
 * and by night, doubled and encoded with x264 at CRF 18 to 28, repeats changed by up to 12, and
 * their neighbours by 26 and more.
 */
public final class Repeats implements AutoCloseable {
  /** Frames that show the same at most; a picture that stands longer is looked at again. */
  static final int MOST = 4;

  private static final int BLOCK = 8;

  /** A repeat changes by this at most, of 255. */
  private static final double NOISE = 16;

  /** The steps around a group are larger by this factor. */
  private static final double RATIO = 2.5;

  private final FrameSource source;
  private final PicturePool pool;
  private final double scale;
  private final Size blocks;
  private final Mat difference = new Mat();
  private final Mat means = new Mat();
  private final DoublePointer largest = new DoublePointer(1);
  private final List<Ahead> ahead = new ArrayList<>();
  private Throwable failure;
  private boolean ended;

  /** A frame that was read before its turn, and its change from the frame before. */
  private record Ahead(Picture picture, FrameTime time, double change) {}

  /**
   * For the frames of a source.
   *
   * @param pool lends the pictures of repeats; whoever writes them gives them back
   */
  public Repeats(FrameSource source, PicturePool pool) {
    FrameFormat format = source.format();
    this.source = source;
    this.pool = pool;
    this.scale = 255.0 / format.peak();
    this.blocks =
        new Size(Math.max(1, format.width() / BLOCK), Math.max(1, format.height() / BLOCK));
  }

  /** How many pictures are on their way at once, with so many places in the ring. */
  public static int pictures(int slots) {
    return (slots + 2) * MOST;
  }

  /** Writes the next frame, and its repeats, into a slot; false at the end. */
  boolean next(Slot slot) throws InterruptedException {
    while (ahead.size() <= MOST && !ended) {
      read();
    }
    if (ahead.isEmpty()) {
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
      return false;
    }
    List<Ahead> group = ahead.subList(0, size());
    Ahead first = group.get(0);
    slot.full.copyFrom(first.picture);
    slot.time.copyFrom(first.time);
    pool.give(first.picture);
    for (Ahead other : group.subList(1, group.size())) {
      if (other.time.context) {
        pool.give(other.picture);
      } else {
        slot.repeats.add(new Repeat(other.picture, other.time));
      }
    }
    group.clear();
    slot.hidden = slot.time.context && !slot.repeats.isEmpty();
    slot.time.context &= !slot.hidden;
    return true;
  }

  private void read() throws InterruptedException {
    Picture picture = pool.take();
    FrameTime time = new FrameTime();
    try {
      ended = !source.next(picture, time);
    } catch (RuntimeException | Error e) {
      // What was read before it leaves first.
      failure = e;
      ended = true;
    }
    if (ended) {
      pool.give(picture);
    } else {
      ahead.add(new Ahead(picture, time, change(picture)));
    }
  }

  private double change(Picture picture) {
    Picture before = ahead.isEmpty() ? null : ahead.get(ahead.size() - 1).picture;
    if (before == null) {
      return Double.POSITIVE_INFINITY;
    }
    opencv_core.absdiff(picture.mat(0), before.mat(0), difference);
    opencv_imgproc.resize(difference, means, blocks, 0, 0, opencv_imgproc.INTER_AREA);
    opencv_core.minMaxLoc(means, null, largest, null, null, null);
    double change = largest.get() * scale;
    return change == 0 && !picture.buffer().equals(before.buffer()) ? Double.MIN_VALUE : change;
  }

  /** How many of the frames ahead show the same as the first. */
  private int size() {
    int most = Math.min(MOST, ahead.size());
    int equal = 1;
    while (equal < most && ahead.get(equal).change == 0) {
      equal++;
    }
    double step = Math.min(ahead.get(0).change / RATIO, NOISE);
    double noise = 0;
    int alike = 1;
    while (alike < most && ahead.get(alike).change <= step) {
      noise = Math.max(noise, ahead.get(alike).change);
      alike++;
    }
    boolean over = alike == ahead.size() && ended;
    boolean bounded = over || alike < ahead.size() && ahead.get(alike).change >= RATIO * noise;
    return bounded && noise > 0 ? alike : equal;
  }

  @Override
  public void close() {
    difference.close();
    means.close();
    largest.close();
    blocks.close();
  }
}
