package org.derain.pipeline.live.camera;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.derain.frames.Picture;
import org.derain.pipeline.RainFilter;
import org.derain.zoo.Gate;
import org.derain.zoo.RainScore;

/**
 * One frame in the queue for a network. Who waits for it may give it up; its pictures are free when
 * it is {@link #over}.
 */
final class InferenceRequest {
  private enum State {
    QUEUED,
    RUNNING,
    OVER
  }

  private final RainFilter filter;
  private final Picture[] window;
  private final Picture into;
  private final Gate gate;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private State state = State.QUEUED;
  private RainScore score;
  private Throwable failure;
  private long endedAt;

  InferenceRequest(RainFilter filter, Picture[] window, Picture into, Gate gate) {
    this.filter = filter;
    this.gate = gate;
    this.window = window.clone();
    this.into = into;
  }

  RainFilter filter() {
    return filter;
  }

  /** Runs a network for turns of the same filter, except for those that were given up. */
  static void run(List<InferenceRequest> all) {
    List<InferenceRequest> turns = all.stream().filter(InferenceRequest::begin).toList();
    if (turns.isEmpty()) {
      return;
    }
    try {
      List<RainScore> scores =
          turns
              .get(0)
              .filter
              .derainAll(
                  turns.stream().map(turn -> turn.window).toList(),
                  turns.stream().map(turn -> turn.into).toList(),
                  turns.stream().map(turn -> turn.gate).toList());
      for (int i = 0; i < turns.size(); i++) {
        turns.get(i).end(scores.get(i), null);
      }
    } catch (Throwable e) {
      turns.forEach(turn -> turn.end(null, e));
    }
  }

  private boolean begin() {
    lock.lock();
    try {
      if (state != State.QUEUED) {
        return false;
      }
      state = State.RUNNING;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the turn; without score and reason, it was given up. */
  private void end(RainScore seen, Throwable reason) {
    lock.lock();
    try {
      score = seen;
      failure = reason;
      endedAt = System.nanoTime();
      state = State.OVER;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the turn out of the queue if it waits there still. */
  void giveUp() {
    lock.lock();
    try {
      if (state == State.QUEUED) {
        end(null, null);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether it will not touch its pictures any more. */
  boolean over() {
    lock.lock();
    try {
      return state == State.OVER;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it is over.
   *
   * @param deadline by {@link System#nanoTime}
   * @return false when it is not over by then
   */
  boolean await(long deadline) throws InterruptedException {
    lock.lock();
    try {
      while (state != State.OVER) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        ended.await(left, TimeUnit.NANOSECONDS);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it is over, whatever interrupts. */
  void settle() {
    lock.lock();
    try {
      while (state != State.OVER) {
        ended.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** When it was over, by {@link System#nanoTime}. */
  long endedAt() {
    lock.lock();
    try {
      return endedAt;
    } finally {
      lock.unlock();
    }
  }

  /** What the network saw; null when it failed or was given up. */
  RainScore score() {
    lock.lock();
    try {
      return score;
    } finally {
      lock.unlock();
    }
  }

  /** Why it failed; null when it did not. */
  Throwable failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }
}
