package org.derain.app.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.derain.frames.Signals;
import picocli.CommandLine.ExitCode;

/**
 * Lets cameras end in order when the system asks the process to end or the user presses Ctrl-C.
 * That is how cameras usually end, so the process then ends with the code of its work, 0 when all
 * is well, and not with that of the signal.
 */
final class GracefulStop {
  private static final int PATIENCE_S = 10;

  private GracefulStop() {}

  /** Does some work; on a signal {@code stop} is called and the work is waited for. */
  static int during(Runnable stop, IntSupplier work) {
    AtomicInteger code = new AtomicInteger(ExitCode.SOFTWARE);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> end(stop, ended, code), "derain-stop");
    Signals.on(() -> end(stop, ended, code));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      code.set(work.getAsInt());
      return code.get();
    } finally {
      ended.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        code.get(); // the process is ending already, and the hook ends it
      }
    }
  }

  private static void end(Runnable stop, CountDownLatch ended, AtomicInteger code) {
    stop.run();
    try {
      if (!ended.await(PATIENCE_S, TimeUnit.SECONDS)) {
        System.err.println(
            "derain: not everything ended within " + PATIENCE_S + " s; it is cut off there");
      }
      // The line that says what failed is printed after the work.
      Thread.sleep(code.get() == ExitCode.OK ? 20 : 300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code.get());
  }
}
