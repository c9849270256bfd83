package org.derain.pipeline.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Waits asleep for the stage before. The Disruptor's own blocking strategy sleeps only until the
 * producer published and then spins until the stages between are done: with a network that takes
 * tens of milliseconds this would burn a core. Every stage must signal after each frame.
 */
final class ParkingWaitStrategy implements WaitStrategy {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  @Override
  public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
      throws AlertException, InterruptedException {
    long available = dependent.get();
    if (available < sequence) {
      lock.lock();
      try {
        while ((available = dependent.get()) < sequence) {
          barrier.checkAlert();
          moved.await();
        }
      } finally {
        lock.unlock();
      }
    }
    return available;
  }

  /**
   * Waits until something holds that a stage or the producer brings about.
   *
   * @param deadline by {@link System#nanoTime}
   * @return false when it does not hold by then
   */
  boolean await(BooleanSupplier reached, long deadline) throws InterruptedException {
    if (reached.getAsBoolean()) {
      return true;
    }
    lock.lock();
    try {
      while (!reached.getAsBoolean()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        moved.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void signalAllWhenBlocking() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
