package org.derain.pipeline.live.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.derain.frames.MediaException;
import org.derain.pipeline.live.Backoff;
import org.derain.pipeline.live.OutputAddress;
import org.derain.pipeline.live.OutputStatus;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.live.packet.Deadline;
import org.derain.pipeline.live.packet.PacketQueue;
import org.derain.pipeline.live.packet.QueuedPacket;
import org.derain.pipeline.live.packet.Streams;

/**
 * One output on a thread of its own. It takes packets out of a short queue, so that whatever
 * happens to it happens to no other; when it fails it opens again after a while, with a key frame.
 */
public final class Output implements Runnable {
  /** About five seconds of pictures and sound. */
  private static final int WAITING = 400;

  private static final long WAITING_BYTES = 48L << 20;
  private static final int STEP_MS = 200;

  /** A recording with fewer pictures that was refused is litter. */
  private static final int WORTH_KEEPING = 25;

  /** So often in a row something may be refused before it is given up. */
  private static final int TRIES = 3;

  private final OutputAddress address;
  private final Duration segment;
  private final Timeouts timeouts;
  private final Runnable wantKey;
  private final Consumer<String> notes;
  private final RecordingNames names;
  private final PacketQueue queue = new PacketQueue(WAITING, WAITING_BYTES);
  private final CountDownLatch ending = new CountDownLatch(1);
  private final CountDownLatch aborted = new CountDownLatch(1);
  private final Backoff backoff = new Backoff(new Random());
  private final Thread thread;
  private volatile LongConsumer sent = captured -> {};
  private volatile boolean connected;
  private volatile long packets;
  private volatile long bytes;
  private volatile long missed;
  private volatile long opened;
  private volatile String error;
  private boolean silent;
  private int written;
  private int refusals;

  /**
   * Makes an output and starts its thread.
   *
   * @param segment length of the files of a recording; null for one
   * @param wantKey asks the encoder for a key frame soon
   */
  public Output(
      OutputAddress address,
      String camera,
      Duration segment,
      Timeouts timeouts,
      Runnable wantKey,
      Consumer<String> notes) {
    this.address = address;
    this.segment = segment;
    this.timeouts = timeouts;
    this.wantKey = wantKey;
    this.notes = notes;
    boolean recording = address.kind() == OutputAddress.Kind.FILE;
    names =
        recording
            ? new RecordingNames(Path.of(address.url()), segment != null, Clock.systemDefaultZone())
            : null;
    thread = new Thread(this, "derain-out-" + camera);
    thread.setDaemon(true);
    thread.start();
  }

  /** Who is told when a picture's packet is written. */
  void sent(LongConsumer listener) {
    sent = listener;
  }

  /** Whether packets go out now. */
  boolean connected() {
    return connected;
  }

  /** Takes over a packet; never waits. */
  public void put(QueuedPacket queued) {
    queue.put(queued);
  }

  public OutputStatus status() {
    return new OutputStatus(
        address.shown(),
        connected,
        packets,
        bytes,
        queue.lost() + missed,
        Math.max(0, opened - 1),
        error);
  }

  @Override
  public void run() {
    try {
      QueuedPacket first = first();
      while (first != null) {
        first = serve(first);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connected = false;
      queue.close();
    }
  }

  /** Waits for a key frame; null at the end. */
  private QueuedPacket first() throws InterruptedException {
    while (!queue.drained() && aborted.getCount() > 0) {
      QueuedPacket queued = queue.take(STEP_MS);
      if (queued != null && queued.key()) {
        return queued;
      }
      if (queued != null) {
        missed += queued.video() ? 1 : 0;
        queued.close();
      }
    }
    return null;
  }

  /** Opens, writes until something ends it, and returns the key frame to open with next. */
  private QueuedPacket serve(QueuedPacket first) throws InterruptedException {
    long start = System.nanoTime();
    Path file = null;
    written = 0;
    try {
      file = names == null ? null : names.next();
      QueuedPacket next = write(first, file);
      refusals = 0;
      backoff.worked(Duration.ofNanos(System.nanoTime() - start));
      return next;
    } catch (MediaException e) {
      connected = false;
      boolean refused = e instanceof RefusedException && address.isLocal();
      if (refused && !silent && first.streams().sound() != null && written == 0) {
        silent = true;
        notes.accept(address.shown() + ": its sound cannot go there; pictures only");
      } else if (refused && written < WORTH_KEEPING && ++refusals == TRIES) {
        RecordingNames.discard(file, true);
        return giveUp(e.getMessage());
      } else {
        fail(e.getMessage());
      }
      RecordingNames.discard(file, written == 0 || refused && written < WORTH_KEEPING);
      backoff.worked(Duration.ofNanos(System.nanoTime() - start));
      if (ending.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
        return null;
      }
      queue.skip();
      wantKey.run();
      return first();
    }
  }

  /** It would fail for ever: what comes is left, until the end. */
  private QueuedPacket giveUp(String reason) throws InterruptedException {
    error = reason + "; given up";
    notes.accept(address.shown() + ": " + error);
    while (!queue.drained() && aborted.getCount() > 0) {
      QueuedPacket queued = queue.take(STEP_MS);
      if (queued != null) {
        missed += queued.video() ? 1 : 0;
        queued.close();
      }
    }
    return null;
  }

  private void fail(String reason) {
    if (!reason.equals(error)) {
      notes.accept(address.shown() + ": " + reason);
    }
    error = reason;
  }

  private QueuedPacket write(QueuedPacket first, Path file) throws InterruptedException {
    Streams streams = first.streams();
    long begin = first.packet().dts();
    try (first;
        Deadline deadline = new Deadline(() -> aborted.getCount() == 0);
        OutputMuxer muxer =
            new OutputMuxer(address, target(file), streams, begin, silent, timeouts, deadline)) {
      connected(streams, muxer);
      send(first, muxer);
      while (!queue.drained() && aborted.getCount() > 0) {
        QueuedPacket queued = queue.take(STEP_MS);
        if (queued != null && queued.key() && endsFile(queued, streams, begin)) {
          return queued;
        }
        if (queued != null) {
          send(queued, muxer);
        }
      }
      return null;
    }
  }

  private void send(QueuedPacket queued, OutputMuxer muxer) {
    try (queued) {
      int size = muxer.write(queued);
      written = muxer.pictures();
      if (size > 0) {
        packets++;
        bytes += size;
      }
      if (queued.video() && queued.captured() != 0) {
        sent.accept(queued.captured());
      }
    }
  }

  private void connected(Streams streams, OutputMuxer muxer) {
    if (!connected) {
      opened++;
      if (error != null) {
        notes.accept(address.shown() + ": goes on");
      }
    }
    if (opened == 1 && streams.sound() != null && !muxer.sounds() && !silent) {
      notes.accept(address.shown() + ": its kind of sound cannot go there; pictures only");
    }
    connected = true;
    error = null;
  }

  /** Whether a key frame begins the next file. */
  private boolean endsFile(QueuedPacket queued, Streams streams, long begin) {
    boolean cut = segment != null && names != null;
    long length = queued.packet().dts() - begin;
    return queued.streams() != streams || cut && length >= segment.toNanos() / 1000;
  }

  private String target(Path file) {
    if (address.kind() == OutputAddress.Kind.HLS) {
      try {
        Files.createDirectories(Path.of(address.url()).toAbsolutePath().getParent());
      } catch (IOException e) {
        throw new MediaException("the folder cannot be made: " + e.getMessage(), e);
      }
    }
    return file == null ? address.url() : "file:" + file;
  }

  /** Nothing more comes: writes what is there, and ends. */
  public void finish() {
    queue.end();
    ending.countDown();
  }

  /** Waits until it has ended, and after that time ends it whatever it does. */
  public void join(Duration time) throws InterruptedException {
    thread.join(Math.max(1, time.toMillis()));
    if (thread.isAlive()) {
      aborted.countDown();
      thread.join(300);
    }
  }
}
