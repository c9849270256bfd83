package org.derain.pipeline;

/** Waiting for what is known to end. */
public final class Threads {
  private Threads() {}

  /** What waits, until the thread is interrupted. */
  @FunctionalInterface
  public interface Wait {
    void await() throws InterruptedException;
  }

  /** Joins a thread whatever interrupts; an interrupt is kept for the caller to see. */
  public static void join(Thread thread) {
    uninterruptibly(thread::join);
  }

  /** Waits whatever interrupts; an interrupt is kept for the caller to see. */
  public static void uninterruptibly(Wait wait) {
    uninterruptibly(wait, () -> {});
  }

  /**
   * Waits whatever interrupts; an interrupt is kept for the caller to see.
   *
   * @param wait called again after an interrupt
   * @param interrupted called at each interrupt
   */
  public static void uninterruptibly(Wait wait, Runnable interrupted) {
    boolean kept = false;
    while (true) {
      try {
        wait.await();
        break;
      } catch (InterruptedException e) {
        kept = true;
        interrupted.run();
      }
    }
    if (kept) {
      Thread.currentThread().interrupt();
    }
  }
}
