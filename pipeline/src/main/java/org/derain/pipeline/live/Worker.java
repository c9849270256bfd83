package org.derain.pipeline.live;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs networks of one device one after another, on one thread: each uses all cores, or the GPU.
 * First come, first served is fair, as each camera has one frame in the queue at most.
 */
final class Worker implements AutoCloseable {
  private static final double SMOOTHING = TimeUnit.SECONDS.toNanos(2);

  private final BlockingQueue<Turn> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;
  private double busy;
  private long ended = System.nanoTime();

  Worker(String name) {
    thread = new Thread(this::work, name);
    thread.setDaemon(true);
    thread.start();
  }

  void submit(Turn turn) {
    queue.add(turn);
  }

  private void work() {
    while (!closed) {
      try {
        Turn turn = queue.take();
        long start = System.nanoTime();
        turn.run();
        worked(start);
      } catch (InterruptedException e) {
        continue;
      }
    }
    queue.forEach(Turn::giveUp);
  }

  private synchronized void worked(long start) {
    long now = System.nanoTime();
    double span = Math.max(1, now - ended);
    busy += (1 - Math.exp(-span / SMOOTHING)) * ((now - start) / span - busy);
    ended = now;
  }

  /** The share of time, over the last seconds, that networks ran: 0 to 1. */
  synchronized double busy() {
    return busy * Math.exp(-(System.nanoTime() - ended) / SMOOTHING);
  }

  /** Ends the thread after the frame that it works on; what waits is given up. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    queue.forEach(Turn::giveUp);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
