package org.derain.app.signal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.derain.pipeline.NanoClock;
import org.derain.pipeline.live.Backoff;
import org.derain.pipeline.live.Redacted;

/**
 * What one receiver has to be told, in order, and when it is tried again. While the receiver is
 * away events wait, up to a bound; beyond it the oldest are dropped, and counted. Any thread may
 * add; one calls the rest.
 */
final class Outbox {
  /** Events that wait at most: a camera makes twelve in a minute when it is at its worst. */
  static final int ROOM = 4096;

  /** How often a receiver is looked after when there is nothing to tell. */
  private static final long TEND = TimeUnit.SECONDS.toNanos(5);

  private final Receiver receiver;
  private final NanoClock clock;
  private final Consumer<String> notes;
  private final Deque<RainEvent> waiting = new ArrayDeque<>();
  private long dropped;
  private RainEvent current;
  private Backoff backoff;
  private long awaySince;
  private long nextTry;

  Outbox(Receiver receiver, NanoClock clock, Consumer<String> notes) {
    this.receiver = receiver;
    this.clock = clock;
    this.notes = notes;
  }

  /** Adds an event; never waits for the receiver. */
  void add(RainEvent event) {
    boolean first;
    synchronized (waiting) {
      waiting.add(event);
      first = waiting.size() > ROOM && dropped++ == 0;
      if (waiting.size() > ROOM) {
        waiting.remove();
      }
    }
    if (first) {
      notes.accept(
          receiver.name()
              + ": "
              + ROOM
              + " rain events wait for it; from now on the oldest are"
              + " dropped");
    }
  }

  /** Events that were not taken yet. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size() + (current == null ? 0 : 1);
    }
  }

  /**
   * Tells what waits, unless it is too early to try again.
   *
   * @return nanoseconds after which it wants to be called again, or sooner when something is added
   */
  long attempt() throws InterruptedException {
    long left = nextTry - clock.nanoTime();
    if (backoff != null && left > 0) {
      return left;
    }
    try {
      receiver.tend();
      while (next()) {
        deliver();
      }
      isBack();
      return TEND;
    } catch (IOException e) {
      return away(e);
    }
  }

  private boolean next() {
    synchronized (waiting) {
      current = current == null ? waiting.poll() : current;
      return current != null;
    }
  }

  private void deliver() throws IOException, InterruptedException {
    try {
      receiver.send(current);
    } catch (Receiver.Refused e) {
      notes.accept(
          receiver.name()
              + ": does not want a rain event ("
              + reason(e)
              + "), which is dropped: "
              + current.json());
    }
    synchronized (waiting) {
      current = null;
    }
  }

  private long away(IOException why) {
    long now = clock.nanoTime();
    if (backoff == null) {
      backoff = new Backoff(new Random());
      awaySince = now;
      notes.accept(receiver.name() + ": " + reason(why) + "; rain events wait until it is back");
    }
    long pause = backoff.next().toNanos();
    nextTry = now + pause;
    return pause;
  }

  private static String reason(IOException why) {
    return Redacted.text(why.getMessage() == null ? why.toString() : why.getMessage());
  }

  private void isBack() {
    if (backoff == null) {
      return;
    }
    backoff = null;
    long lost;
    synchronized (waiting) {
      lost = dropped;
      dropped = 0;
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - awaySince);
    notes.accept(
        receiver.name()
            + ": is back after "
            + seconds
            + " s"
            + (lost == 0 ? ", and has every rain event" : "; rain events dropped: " + lost));
  }

  /** Tries once more, and says what is lost for good. */
  void last() throws InterruptedException {
    nextTry = clock.nanoTime();
    attempt();
    tellLost();
  }

  /** Says what was not taken. */
  void tellLost() {
    if (waiting() > 0) {
      notes.accept(receiver.name() + ": rain events that it was not told: " + waiting());
    }
  }
}
