package org.derain.frames;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets work end in order when the user presses Ctrl-C or the system asks the process to end. */
public final class StopSignal {
  private static final int PATIENCE_S = 20;

  private StopSignal() {}

  /** Does some work; on a signal {@code stop} is called and the work is waited for. */
  public static <T> T during(Runnable stop, Supplier<T> work) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stop.run();
              await(ended);
            },
            "derain-stop");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
      stop.run();
    }
    try {
      return work.get();
    } finally {
      ended.countDown();
      remove(hook);
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      ended.await(PATIENCE_S, TimeUnit.SECONDS);
      // The line that says how to continue is printed after this.
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
      return;
    }
  }
}
