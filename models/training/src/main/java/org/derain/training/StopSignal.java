package org.derain.training;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order when the process is told to stop (Ctrl-C, SIGTERM): the process waits
 * until the step is done and the checkpoint written, for libtorch does not survive being unloaded
 * under a running step.
 */
final class StopSignal implements AutoCloseable {
  private static final long SECONDS = 30;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  StopSignal(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              try {
                ended.await(SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      Thread.yield(); // The process is ending already, and the hook with it.
    }
  }
}
