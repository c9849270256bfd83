package org.derain.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits asleep for the stage before. The Disruptor's own blocking strategy sleeps only until the
 * producer published and then spins until the stages between are done: with a network that takes
 * tens of milliseconds this would burn a core. Every stage must signal after each frame.
 */
final class HandOver implements WaitStrategy {
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
