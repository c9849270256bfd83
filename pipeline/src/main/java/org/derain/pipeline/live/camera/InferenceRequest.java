package org.derain.pipeline.live.camera;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.derain.frames.Picture;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.Threads;
import org.derain.zoo.Gate;
import org.derain.zoo.RainScore;

/**
 * One frame in the queue for a network. Who waits for it may give it up; its pictures are free when
 * it is {@link #isDone}.
 */
final class InferenceRequest {
  private final RainFilter filter;
  private final Picture[] window;
  private final Picture into;
  private final Gate gate;
  private final NanoClock clock;

  /** Whoever sets it, a run or who gives up, ends the request. */
  private final AtomicBoolean begun = new AtomicBoolean();

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile RainScore score;
  private volatile Throwable failure;
  private volatile long endedAt;

  InferenceRequest(RainFilter filter, Picture[] window, Picture into, Gate gate, NanoClock clock) {
    this.filter = filter;
    this.gate = gate;
    this.window = window.clone();
    this.into = into;
    this.clock = clock;
  }

  RainFilter filter() {
    return filter;
  }

  /** Runs a network for requests of the same filter, except for those that were given up. */
  static void run(List<InferenceRequest> all) {
    List<InferenceRequest> requests =
        all.stream().filter(request -> request.begun.compareAndSet(false, true)).toList();
    if (requests.isEmpty()) {
      return;
    }
    try {
      List<RainScore> scores =
          requests
              .get(0)
              .filter
              .derainAll(
                  requests.stream().map(request -> request.window).toList(),
                  requests.stream().map(request -> request.into).toList(),
                  requests.stream().map(request -> request.gate).toList());
      for (int i = 0; i < requests.size(); i++) {
        requests.get(i).end(scores.get(i), null);
      }
    } catch (Throwable e) {
      requests.forEach(request -> request.end(null, e));
    }
  }

  private void end(RainScore seen, Throwable reason) {
    score = seen;
    failure = reason;
    endedAt = clock.nanoTime();
    done.countDown();
  }

  /** Takes the request out of the queue if it waits there still. */
  void giveUp() {
    if (begun.compareAndSet(false, true)) {
      end(null, null);
    }
  }

  /** Whether it will not touch its pictures any more. */
  boolean isDone() {
    return done.getCount() == 0;
  }

  /**
   * Waits until it is done.
   *
   * @param deadline by the clock
   * @return false when it is not done by then
   */
  boolean await(long deadline) throws InterruptedException {
    return clock.await(done, deadline);
  }

  /** Waits until it is done, whatever interrupts. */
  void awaitDone() {
    Threads.uninterruptibly(done::await);
  }

  /** When it was done, by the clock. */
  long endedAt() {
    return endedAt;
  }

  /** What the network saw; null when it failed or was given up. */
  RainScore score() {
    return score;
  }

  /** Why it failed; null when it did not. */
  Throwable failure() {
    return failure;
  }
}
