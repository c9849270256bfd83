package org.derain.pipeline.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;

/** Takes pictures from a source to outputs as they are, without a network, on its own thread. */
final class CameraRun implements AutoCloseable {
  final AtomicLong frames = new AtomicLong();
  final AtomicLong sent = new AtomicLong();

  /** When each frame came out of the source, by {@link System#nanoTime}. */
  final List<Long> arrived = Collections.synchronizedList(new ArrayList<>());

  volatile String loss;

  /** What the outputs encode with from the next frame on; null for what they do already. */
  volatile String preset;

  private final LiveSource source;
  private final long change;
  private final String next;
  private final Thread thread;
  private final AtomicBoolean over = new AtomicBoolean();

  CameraRun(LiveSource source, LiveSink sink) {
    this(source, sink, Long.MAX_VALUE, null);
  }

  /** From a certain frame on with another preset. */
  CameraRun(LiveSource source, LiveSink sink, long change, String next) {
    this.source = source;
    this.change = change;
    this.next = next;
    sink.begin(source, captured -> sent.incrementAndGet());
    thread = new Thread(() -> run(sink), "camera-run");
    thread.start();
  }

  private void run(LiveSink sink) {
    FrameTime time = new FrameTime();
    try (Picture picture = new Picture(source.format())) {
      while (source.next(picture, time)) {
        arrived.add(System.nanoTime());
        String wanted = frames.get() >= change ? next : preset;
        if (wanted != null && !wanted.equals(sink.preset())) {
          sink.preset(wanted);
        }
        sink.write(picture, picture, time);
        frames.incrementAndGet();
      }
    } catch (MediaException e) {
      loss = e.getMessage();
    } finally {
      over.set(true);
    }
  }

  boolean over() {
    return over.get();
  }

  /** Waits until so many frames went through. */
  void await(long count, double seconds) throws InterruptedException {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    while (frames.get() < count && System.nanoTime() < until) {
      Thread.sleep(10);
    }
    if (frames.get() < count) {
      throw new AssertionError(frames.get() + " of " + count + " frames; " + loss);
    }
  }

  /** Waits for the end of a file, however long that takes. */
  void finish() throws InterruptedException {
    thread.join();
  }

  @Override
  public void close() throws InterruptedException {
    source.stop();
    thread.join();
    source.close();
  }
}
