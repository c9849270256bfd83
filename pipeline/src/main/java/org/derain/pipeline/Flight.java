package org.derain.pipeline;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/** Whether a run goes on, and why not. */
final class Flight {
  private final CountDownLatch landed = new CountDownLatch(1);
  private volatile boolean stopped;
  private Throwable failure;

  boolean stopped() {
    return stopped;
  }

  /** Stops the run; the first reason counts. */
  synchronized void fail(Throwable reason) {
    if (failure == null) {
      failure = reason;
    }
    stopped = true;
  }

  void cancel() {
    fail(new CancellationException("cancelled"));
  }

  /** The last frame left the ring. */
  void land() {
    landed.countDown();
  }

  /** Waits until the last frame left the ring; an interrupt cancels the run. */
  void await() {
    boolean interrupted = false;
    while (true) {
      try {
        landed.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        cancel();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Throws what stopped the run, if anything did. */
  synchronized void check() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
