package org.derain.pipeline.live.camera;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.derain.frames.Colour;
import org.derain.frames.Jpeg;
import org.derain.frames.Picture;
import org.derain.frames.RgbConverter;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.live.Preview;

/**
 * Keeps the newest frame, before and after, for those who watch: it is copied only while somebody
 * asked within the last seconds, and turned into JPEG on the thread that asks.
 */
final class PreviewTap implements AutoCloseable {
  private static final long WATCHED = TimeUnit.SECONDS.toNanos(3);
  private static final int WIDTH = 960;
  private static final int QUALITY = 80;

  private final ReentrantLock lock = new ReentrantLock();
  private final NanoClock clock;
  private volatile long askedAt;
  private Picture before;
  private Picture after;
  private RgbConverter converter;
  private Colour colour = Colour.BT601;
  private long number;
  private boolean derained;
  private boolean fresh;
  private Preview last;

  PreviewTap(NanoClock clock) {
    this.clock = clock;
    askedAt = clock.nanoTime() - 2 * WATCHED;
  }

  /** The colours of the frames to come. */
  void colour(Colour next) {
    lock.lock();
    try {
      colour = next;
      free();
    } finally {
      lock.unlock();
    }
  }

  /** A frame left; it is copied when somebody watches and nobody is just reading. */
  void frame(long index, boolean clean, Picture original, Picture result) {
    if (clock.nanoTime() - askedAt > WATCHED || !lock.tryLock()) {
      return;
    }
    try {
      if (before == null || !before.format().equals(original.format())) {
        free();
        before = new Picture(original.format());
        after = new Picture(original.format());
        converter = new RgbConverter(original.format(), colour);
      }
      before.copyFrom(original);
      after.copyFrom(result);
      number = index;
      derained = clean;
      fresh = true;
    } finally {
      lock.unlock();
    }
  }

  /** The newest frame; nothing when none was seen since somebody began to watch. */
  Optional<Preview> newest() {
    askedAt = clock.nanoTime();
    lock.lock();
    try {
      if (fresh) {
        fresh = false;
        byte[] original = jpeg(before);
        last = new Preview(number, derained, original, derained ? jpeg(after) : original);
      }
      return Optional.ofNullable(last);
    } finally {
      lock.unlock();
    }
  }

  private byte[] jpeg(Picture picture) {
    return Jpeg.encode(picture, converter, WIDTH, QUALITY);
  }

  private void free() {
    if (before != null) {
      before.close();
      after.close();
      converter.close();
      before = null;
      fresh = false;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      free();
      askedAt = clock.nanoTime() - 2 * WATCHED;
    } finally {
      lock.unlock();
    }
  }
}
