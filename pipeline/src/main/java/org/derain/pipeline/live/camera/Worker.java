package org.derain.pipeline.live.camera;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs networks of one device one after another, on one thread: each uses all cores, or the GPU.
 * Frames that wait for the same network go together where it takes several at once. First come,
 * first served is fair, as each camera has one frame in the queue at most.
 */
final class Worker implements AutoCloseable {
  private static final double SMOOTHING = TimeUnit.SECONDS.toNanos(2);

  private final BlockingQueue<InferenceRequest> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;
  private double busy;
  private long ended = System.nanoTime();

  Worker(String name) {
    thread = new Thread(this::work, name);
    thread.setDaemon(true);
    thread.start();
  }

  void submit(InferenceRequest turn) {
    queue.add(turn);
  }

  private void work() {
    while (!closed) {
      try {
        List<InferenceRequest> turns = together(queue.take());
        long start = System.nanoTime();
        InferenceRequest.run(turns);
        worked(start);
      } catch (InterruptedException e) {
        continue;
      }
    }
    queue.forEach(InferenceRequest::giveUp);
  }

  /** A turn with others that wait for the same network, as many as it takes at once. */
  private List<InferenceRequest> together(InferenceRequest first) {
    List<InferenceRequest> turns = new ArrayList<>(List.of(first));
    int most = first.filter().together();
    for (Iterator<InferenceRequest> waiting = queue.iterator();
        turns.size() < most && waiting.hasNext(); ) {
      InferenceRequest next = waiting.next();
      if (next.filter() == first.filter()) {
        waiting.remove();
        turns.add(next);
      }
    }
    return turns;
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
    queue.forEach(InferenceRequest::giveUp);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
