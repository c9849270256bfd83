package org.derain.pipeline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands until a test moves it; any thread may read it. */
public final class FakeClock implements NanoClock {
  public static final long MILLI = 1_000_000;
  public static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(-7 * SECOND);

  @Override
  public long nanoTime() {
    return now.get();
  }

  /** What is waited for moves the clock: it comes in time when it does not move it too far. */
  @Override
  public boolean await(CountDownLatch done, long deadline) throws InterruptedException {
    if (nanoTime() <= deadline && !done.await(1, TimeUnit.MINUTES)) {
      throw new AssertionError("waited in vain");
    }
    return nanoTime() <= deadline;
  }

  public void advance(long nanos) {
    now.addAndGet(nanos);
  }
}
