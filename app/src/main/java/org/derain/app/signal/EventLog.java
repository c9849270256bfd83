package org.derain.app.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The newest events, with numbers, for who asks for those behind one. Any thread may use it. */
public final class EventLog {
  private static final int KEPT = 256;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final String origin;
  private long number;
  private boolean closed;

  /** Empty; its numbers are told from those of other logs. */
  public EventLog() {
    this.origin = UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * An event.
   *
   * @param number from 1
   */
  public record Entry(long number, RainEvent event) {}

  /** Adds one. */
  public synchronized void add(RainEvent event) {
    entries.add(new Entry(++number, event));
    if (entries.size() > KEPT) {
      entries.remove();
    }
    notifyAll();
  }

  /** The name of a number, which no other log gives. */
  public String id(long number) {
    return origin + "-" + number;
  }

  /**
   * The number behind which somebody has to be told.
   *
   * @param id of the last event it knows; null where it wants only what is to come
   * @return 0, for all that is kept, where another log gave the name
   */
  public synchronized long known(String id) {
    if (id == null) {
      return number;
    }
    boolean ours = id.matches(origin + "-\\d{1,18}");
    return ours ? Math.min(number, Long.parseLong(id.substring(origin.length() + 1))) : 0;
  }

  /**
   * Waits for events.
   *
   * @param number of the last one that is known
   * @return those behind it that are kept; empty when there is none in time
   */
  public synchronized List<Entry> await(long number, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (this.number <= number && !closed) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return entries.stream().filter(entry -> entry.number() > number).toList();
  }

  /** Whether nothing more comes. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Lets all that wait go. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
