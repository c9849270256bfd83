package org.derain.pipeline.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.derain.pipeline.Threads;

/** Does the same with many things, several at a time, in their order. */
final class Workers {
  private final int jobs;
  private volatile boolean cancelled;

  /** With so many threads at most. */
  Workers(int jobs) {
    this.jobs = jobs;
  }

  /** One thread's tools, closed at its end. */
  interface Worker<T> extends Consumer<T>, AutoCloseable {
    @Override
    default void close() {}
  }

  /**
   * Works until all is done, one has failed, or {@link #cancel} was called.
   *
   * @param name of the threads
   * @param workers makes one for each thread
   * @throws CancellationException when it was cancelled
   * @throws RuntimeException what failed first
   */
  <T> void work(String name, List<T> things, Supplier<Worker<T>> workers) {
    Queue<T> waiting = new ConcurrentLinkedQueue<>(things);
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(jobs, things.size()); i++) {
      Thread thread = new Thread(() -> run(waiting, failures, workers), name + "-" + i);
      threads.add(thread);
      thread.start();
    }
    threads.forEach(Threads::join);
    Throwable first = failures.peek();
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
    if (cancelled) {
      throw new CancellationException();
    }
  }

  private <T> void run(Queue<T> waiting, Queue<Throwable> failures, Supplier<Worker<T>> workers) {
    try (Worker<T> worker = workers.get()) {
      while (!cancelled && failures.isEmpty()) {
        T next = waiting.poll();
        if (next == null) {
          return;
        }
        worker.accept(next);
      }
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }

  /** Stops before the next thing. */
  void cancel() {
    cancelled = true;
  }
}
