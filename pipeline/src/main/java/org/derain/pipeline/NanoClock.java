package org.derain.pipeline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where decisions get their time from: the system's clock, or one that a test sets. */
@FunctionalInterface
public interface NanoClock {
  /** The system's. */
  NanoClock SYSTEM = System::nanoTime;

  /** Nanoseconds since some moment, as {@link System#nanoTime} has them; never goes back. */
  long nanoTime();

  /**
   * Waits for something.
   *
   * @param deadline by this clock
   * @return false when it is not done by then
   */
  default boolean await(CountDownLatch done, long deadline) throws InterruptedException {
    return done.await(deadline - nanoTime(), TimeUnit.NANOSECONDS);
  }
}
