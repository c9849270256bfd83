package org.derain.javacv;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** A grabber that draws grey frames, hangs, fails or changes its size as a test wants it. */
final class FakeGrabber extends FrameGrabber {
  /** Hanging calls return when this is counted down. */
  final CountDownLatch back = new CountDownLatch(1);

  volatile boolean closed;
  private final int frames;
  private boolean hangsAtStart;
  private boolean hangsAtEnd;
  private boolean timed;
  private String failure;
  private int grabbed;
  private int pauseMs;
  private int growsAt = Integer.MAX_VALUE;
  private Frame frame;

  FakeGrabber(int frames) {
    this.frames = frames;
  }

  FakeGrabber hangsAtStart() {
    hangsAtStart = true;
    return this;
  }

  FakeGrabber hangsAtEnd() {
    hangsAtEnd = true;
    return this;
  }

  FakeGrabber fails(String message) {
    failure = message;
    return this;
  }

  /** Frames say when they were taken, 40 ms apart. */
  FakeGrabber timed() {
    timed = true;
    return this;
  }

  /** So long each frame takes. */
  FakeGrabber pause(int millis) {
    pauseMs = millis;
    return this;
  }

  FakeGrabber growsAt(int number) {
    growsAt = number;
    return this;
  }

  @Override
  public void start() throws Exception {
    if (hangsAtStart) {
      hang();
    }
  }

  private void hang() throws Exception {
    try {
      back.await();
    } catch (InterruptedException e) {
      throw new Exception("interrupted", e);
    }
  }

  @Override
  public Frame grab() throws Exception {
    if (grabbed == frames) {
      if (failure != null) {
        throw new Exception(failure);
      }
      if (hangsAtEnd) {
        hang();
      }
      return null;
    }
    if (pauseMs > 0) {
      try {
        Thread.sleep(pauseMs);
      } catch (InterruptedException e) {
        throw new Exception("interrupted", e);
      }
    }
    if (frame == null || grabbed == growsAt) {
      frame = new Frame(grabbed >= growsAt ? 80 : 64, 48, Frame.DEPTH_UBYTE, 3);
    }
    ByteBuffer bytes = (ByteBuffer) frame.image[0];
    for (int i = 0; i < bytes.capacity(); i++) {
      bytes.put(i, (byte) (100 + grabbed % 100));
    }
    frame.timestamp = timed ? 7_000_000 + 40_000L * grabbed : 0;
    grabbed++;
    return frame;
  }

  @Override
  public void trigger() {}

  @Override
  public void stop() {}

  @Override
  public void release() {
    closed = true;
  }
}
