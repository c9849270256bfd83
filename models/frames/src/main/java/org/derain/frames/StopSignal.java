package org.derain.frames;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets work end in order when the user presses Ctrl-C or the system asks the process to end. The
 * work then says that it was stopped, and the process ends with the code of that.
 */
public final class StopSignal {
  private static final int FAILED = 1;
  private static final int PATIENCE_S = 20;

  private StopSignal() {}

  /**
   * Does some work; on a signal {@code stop} is called and the work goes on until it heeds that. A
   * second signal, or none heeded for {@value PATIENCE_S} seconds, ends the process at once.
   */
  public static <T> T during(Runnable stop, Supplier<T> work) {
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean asked = new AtomicBoolean();
    Runnable giveBack =
        Signals.on(
            () -> {
              if (asked.getAndSet(true)) {
                Runtime.getRuntime().halt(FAILED);
              }
              stop.run();
              await(ended);
            });
    try {
      return work.get();
    } finally {
      ended.countDown();
      if (giveBack != null) {
        giveBack.run();
      }
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      if (!ended.await(PATIENCE_S, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(FAILED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
