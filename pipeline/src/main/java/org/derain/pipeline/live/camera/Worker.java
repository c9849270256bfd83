package org.derain.pipeline.live.camera;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.derain.frames.Picture;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.Threads;
import org.derain.zoo.Gate;

/**
 * Runs networks of one device one after another, on one thread: each uses all cores, or the GPU.
 * Frames that wait for the same network go together where it takes several at once. First come,
 * first served is fair, as each camera has one frame in the queue at most.
 */
final class Worker implements AutoCloseable {
  private static final double SMOOTHING = TimeUnit.SECONDS.toNanos(2);

  private final BlockingQueue<InferenceRequest> queue = new LinkedBlockingQueue<>();
  private final NanoClock clock;
  private final Thread thread;
  private volatile boolean closed;
  private double busy;
  private long ended;

  Worker(String name, NanoClock clock) {
    this.clock = clock;
    ended = clock.nanoTime();
    thread = new Thread(this::work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Puts a frame into the queue for a network.
   *
   * @param gate what overrules the network's decision whether it rains
   */
  InferenceRequest submit(RainFilter filter, Picture[] window, Picture into, Gate gate) {
    InferenceRequest request = new InferenceRequest(filter, window, into, gate, clock);
    queue.add(request);
    return request;
  }

  private void work() {
    while (!closed) {
      try {
        List<InferenceRequest> requests = together(queue.take());
        long start = clock.nanoTime();
        InferenceRequest.run(requests);
        worked(start);
      } catch (InterruptedException e) {
        continue;
      }
    }
    queue.forEach(InferenceRequest::giveUp);
  }

  /** A request with others that wait for the same network, as many as it takes at once. */
  private List<InferenceRequest> together(InferenceRequest first) {
    List<InferenceRequest> requests = new ArrayList<>(List.of(first));
    int most = first.filter().together();
    for (Iterator<InferenceRequest> waiting = queue.iterator();
        requests.size() < most && waiting.hasNext(); ) {
      InferenceRequest next = waiting.next();
      if (next.filter() == first.filter()) {
        waiting.remove();
        requests.add(next);
      }
    }
    return requests;
  }

  private synchronized void worked(long start) {
    long now = clock.nanoTime();
    double span = Math.max(1, now - ended);
    busy += (1 - Math.exp(-span / SMOOTHING)) * ((now - start) / span - busy);
    ended = now;
  }

  /** The share of time, over the last seconds, that networks ran: 0 to 1. */
  synchronized double busy() {
    return busy * Math.exp(-(clock.nanoTime() - ended) / SMOOTHING);
  }

  /** Ends the thread after the frame that it works on; what waits is given up. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    Threads.join(thread);
    queue.forEach(InferenceRequest::giveUp);
  }
}
