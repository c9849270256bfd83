package org.derain.pipeline.live.packet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A short queue of packets between two threads, which never makes the giver wait longer than it
 * wants to. When it overflows everything in it goes, and what follows up to the next key frame: a
 * picture without those before it cannot be decoded.
 */
public final class PacketQueue implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<QueuedPacket> parcels = new ArrayDeque<>();
  private final int most;
  private final long mostBytes;
  private long bytes;
  private boolean hungry = true;
  private boolean ended;
  private long lost;

  /** For so many packets and bytes; it takes nothing before the first key frame. */
  public PacketQueue(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /** Waits until there is room, or the queue has ended. */
  public void awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      while (full() && !ended) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean full() {
    return parcels.size() >= most || bytes >= mostBytes;
  }

  /** Takes over a packet; returns how many pictures were lost by it. */
  public int put(QueuedPacket packet) {
    lock.lock();
    try {
      int gone = 0;
      if (full()) {
        gone = clear();
        hungry = true;
      }
      hungry &= !packet.key();
      if (hungry || ended) {
        gone += packet.video() ? 1 : 0;
        packet.close();
      } else {
        parcels.add(packet);
        bytes += packet.packet().size();
        changed.signalAll();
      }
      lost += gone;
      return gone;
    } finally {
      lock.unlock();
    }
  }

  private int clear() {
    int pictures = 0;
    for (QueuedPacket packet : parcels) {
      pictures += packet.video() ? 1 : 0;
      packet.close();
    }
    parcels.clear();
    bytes = 0;
    return pictures;
  }

  /** Throws away what is there, and what comes up to the next key frame. */
  public void skip() {
    lock.lock();
    try {
      lost += clear();
      hungry = true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it waits for a key frame. */
  boolean hungry() {
    lock.lock();
    try {
      return hungry;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next packet, which belongs to the caller.
   *
   * @return null after {@code millis} without one, and at the end
   */
  public QueuedPacket take(long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (parcels.isEmpty() && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      QueuedPacket packet = parcels.poll();
      if (packet != null) {
        bytes -= packet.packet().size();
        changed.signalAll();
      }
      return packet;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes; what is there can still be taken. */
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing more comes and nothing is left. */
  public boolean drained() {
    lock.lock();
    try {
      return ended && parcels.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Pictures that were lost so far. */
  public long lost() {
    lock.lock();
    try {
      return lost;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
      clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
