package org.derain.pipeline.live.packet;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends what FFmpeg waits for. While it waits for the network it asks again and again whether to go
 * on; the answer is no once the time that was given for the step is over, or somebody stopped it.
 */
public final class Deadline implements AutoCloseable {
  private static final Map<Long, Deadline> ALL = new ConcurrentHashMap<>();

  /** One for all: JavaCPP has room for ten callbacks of a kind. */
  private static final Question QUESTION = new Question();

  private final BytePointer identity = new BytePointer(1);
  private final BooleanSupplier stopped;
  private volatile long until;
  private volatile boolean ended;
  private volatile BooleanSupplier event;
  private volatile Duration extension;
  private volatile Runnable moving;

  /** Without a time so far; {@code stopped} is asked from the thread that waits. */
  public Deadline(BooleanSupplier stopped) {
    this.stopped = stopped;
    within(Duration.ofDays(1));
    ALL.put(identity.address(), this);
  }

  /** From now on this much time. */
  public void within(Duration time) {
    event = null;
    moving = null;
    until = System.nanoTime() + time.toNanos();
  }

  /** From now on this much time, and once something has happened that much from then on. */
  public void within(Duration time, BooleanSupplier happened, Duration more) {
    within(time);
    extension = more;
    event = happened;
  }

  /**
   * From now on this much time without anything moving, and at most that much altogether.
   *
   * @param moved a number that changes whenever something has come
   */
  public void whileMoving(Duration quiet, Duration most, LongSupplier moved) {
    within(quiet);
    long begun = System.nanoTime();
    AtomicLong seen = new AtomicLong(moved.getAsLong());
    moving =
        () -> {
          long now = moved.getAsLong();
          if (seen.getAndSet(now) != now) {
            until = Math.min(System.nanoTime() + quiet.toNanos(), begun + most.toNanos());
          }
        };
  }

  /** No more time at all, for good. */
  public void stop() {
    ended = true;
  }

  /** Whether there is no time left. */
  public boolean passed() {
    BooleanSupplier awaited = event;
    if (awaited != null && awaited.getAsBoolean()) {
      within(extension);
    }
    Runnable look = moving;
    if (look != null) {
      look.run();
    }
    return ended || System.nanoTime() - until > 0 || stopped.getAsBoolean();
  }

  /** Makes a container obey, before it is opened. */
  public void guard(AVFormatContext container) {
    try (AVIOInterruptCB question = callback()) {
      container.interrupt_callback().callback(question.callback()).opaque(question.opaque());
    }
  }

  /** For what takes the question itself; to be closed by the caller. */
  public AVIOInterruptCB callback() {
    return new AVIOInterruptCB().callback(QUESTION).opaque(identity);
  }

  /** To be called when nothing uses it any more. */
  @Override
  public void close() {
    ALL.remove(identity.address());
    identity.close();
  }

  private static final class Question extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer identity) {
      Deadline deadline = ALL.get(identity.address());
      return deadline == null || deadline.passed() ? 1 : 0;
    }
  }
}
