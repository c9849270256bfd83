package org.derain.app.live.web;

import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.derain.app.live.fleet.Camera;
import org.derain.app.live.fleet.Fleet;
import org.derain.pipeline.live.Preview;

/** Pictures before and after: one pair for whoever asks again and again, or an endless stream. */
final class Previews {
  private static final String BOUNDARY = "derain-frame";
  private static final int LOOK_EVERY_MS = 20;
  private static final int WAIT_MS = 400;
  private static final int STREAMS = 16;

  /** A stream without a picture for this long ends: nothing else tells that its viewer went. */
  private static final long WITHOUT_PICTURE = TimeUnit.SECONDS.toNanos(10);

  /** 12.5 pictures per second are enough to judge by; each costs two JPEGs. */
  private static final int SHOW_MS = 80;

  private final Fleet fleet;
  private final LongSupplier clock;
  private final Semaphore streams = new Semaphore(STREAMS);
  private final Map<Camera, Shown> newest = Collections.synchronizedMap(new WeakHashMap<>());
  private volatile boolean closed;

  /** With a clock as {@link System#nanoTime}. */
  Previews(Fleet fleet, LongSupplier clock) {
    this.fleet = fleet;
    this.clock = clock;
  }

  /** Ends all streams soon. */
  void close() {
    closed = true;
  }

  /**
   * Answers with the newest pair behind a number: four bytes, big-endian, the length of the first
   * picture; the first, before; the second, after. 204 when there is none within a moment.
   */
  void pair(Context request, Camera camera) throws InterruptedException {
    Optional<Preview> newest = await(camera, number(request.queryParam("after")), WAIT_MS);
    if (newest.isEmpty()) {
      request.status(204);
      return;
    }
    Preview p = newest.get();
    ByteBuffer both = ByteBuffer.allocate(Integer.BYTES + p.before().length + p.after().length);
    both.putInt(p.before().length).put(p.before()).put(p.after());
    request
        .disableCompression()
        .header("X-Frame-Number", Long.toString(p.number()))
        .header("X-Derained", Boolean.toString(p.derained()))
        .contentType("application/octet-stream")
        .result(both.array());
  }

  /** Answers with the newest picture. */
  void jpeg(Context request, Camera camera, boolean after) throws InterruptedException {
    Optional<Preview> newest = await(camera, -1, WAIT_MS);
    if (newest.isEmpty()) {
      throw new ServiceUnavailableResponse("no picture yet");
    }
    request.disableCompression().contentType("image/jpeg").result(side(newest.get(), after));
  }

  /** Streams pictures (MJPEG) until the viewer goes or the camera gives none any more. */
  void mjpeg(Context request, Camera camera, boolean after) throws InterruptedException {
    if (!streams.tryAcquire()) {
      throw new ServiceUnavailableResponse(STREAMS + " streams are being watched already");
    }
    try {
      request.disableCompression();
      request.contentType("multipart/x-mixed-replace; boundary=" + BOUNDARY);
      OutputStream out = request.outputStream();
      long seen = -1;
      long last = clock.getAsLong();
      while (!closed && isThere(camera) && clock.getAsLong() - last < WITHOUT_PICTURE) {
        Optional<Preview> newest = await(camera, seen, WAIT_MS);
        if (newest.isPresent()) {
          last = clock.getAsLong();
          seen = newest.get().number();
          part(out, side(newest.get(), after));
        }
      }
    } catch (IOException e) {
      return; // the viewer went
    } finally {
      streams.release();
    }
  }

  private static void part(OutputStream out, byte[] jpeg) throws IOException {
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Type: image/jpeg\r\nContent-Length: "
            + jpeg.length
            + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(jpeg);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private boolean isThere(Camera camera) {
    return fleet.camera(camera.settings().name()).filter(now -> now == camera).isPresent();
  }

  private Optional<Preview> await(Camera camera, long after, long patienceMs)
      throws InterruptedException {
    long end = clock.getAsLong() + patienceMs * 1_000_000;
    while (true) {
      Optional<Preview> newest = newest(camera).filter(p -> p.number() > after);
      if (newest.isPresent() || closed || clock.getAsLong() >= end) {
        return newest;
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  /** All viewers of a camera share a picture, and none is made before the last had its time. */
  private Optional<Preview> newest(Camera camera) {
    long now = clock.getAsLong();
    Shown shown =
        newest.computeIfAbsent(camera, one -> new Shown(now - TimeUnit.SECONDS.toNanos(1)));
    synchronized (shown) {
      if (now - shown.takenAt >= TimeUnit.MILLISECONDS.toNanos(SHOW_MS)) {
        shown.takenAt = now;
        shown.preview = camera.preview();
      }
      return shown.preview;
    }
  }

  /** The newest picture that was made. */
  private static final class Shown {
    private long takenAt;
    private Optional<Preview> preview = Optional.empty();

    private Shown(long takenAt) {
      this.takenAt = takenAt;
    }
  }

  private static byte[] side(Preview preview, boolean after) {
    return after ? preview.after() : preview.before();
  }

  private static long number(String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
