package org.derain.pipeline;

/** Waiting for threads that are known to end. */
public final class Threads {
  private Threads() {}

  /** Joins a thread whatever interrupts; an interrupt is kept for the caller to see. */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
