package org.derain.pipeline.ring;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.derain.pipeline.Threads;

/** Whether a run goes on, and why not. */
public final class RunState {
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean stopped;
  private Throwable failure;

  public boolean stopped() {
    return stopped;
  }

  /** Stops the run; the first reason counts. */
  synchronized void fail(Throwable reason) {
    if (failure == null) {
      failure = reason;
    }
    stopped = true;
  }

  public void cancel() {
    fail(new CancellationException("cancelled"));
  }

  /** The last frame left the ring. */
  public void finish() {
    finished.countDown();
  }

  /** Waits until the last frame left the ring; an interrupt cancels the run. */
  public void await() {
    Threads.uninterruptibly(finished::await, this::cancel);
  }

  /** Throws what stopped the run, if anything did. */
  public synchronized void check() {
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
