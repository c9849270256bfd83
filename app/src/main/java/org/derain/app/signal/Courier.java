package org.derain.app.signal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.derain.pipeline.NanoClock;

/** Brings events to one receiver, on a thread of its own. Any thread may use it. */
final class Courier implements AutoCloseable {
  private static final long PATIENCE_MS = 2500;

  private final Receiver receiver;
  private final Outbox outbox;
  private final Semaphore work = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins.
   *
   * @param notes told when the receiver is away and when it is back
   */
  Courier(Receiver receiver, Consumer<String> notes) {
    this.receiver = receiver;
    this.outbox = new Outbox(receiver, NanoClock.SYSTEM, notes);
    this.thread = new Thread(this::run, "derain-signal");
    thread.setDaemon(true);
    thread.start();
  }

  /** Hands over an event; never waits. */
  void add(RainEvent event) {
    outbox.add(event);
    work.release();
  }

  private void run() {
    try (receiver) {
      while (closing.getCount() > 0) {
        long pause = outbox.attempt();
        work.tryAcquire(pause, TimeUnit.NANOSECONDS);
        work.drainPermits();
      }
      outbox.last();
    } catch (InterruptedException e) {
      outbox.tellLost();
    }
  }

  /** Tries once more to tell what waits, and ends; takes three seconds at most. */
  @Override
  public void close() {
    closing.countDown();
    work.release();
    try {
      thread.join(PATIENCE_MS);
      thread.interrupt();
      thread.join(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
