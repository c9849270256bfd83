package org.derain.app.live.web;

import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.derain.app.signal.EventLog;

/**
 * Rain events as server-sent events. Whoever comes again with the id of the last one it knows gets
 * those behind it first.
 */
final class EventStream {
  private static final int STREAMS = 12;

  /** A comment this often tells viewers and what lies between that the stream lives. */
  private static final long COMMENT_MS = 15_000;

  private final EventLog log;
  private final Semaphore streams = new Semaphore(STREAMS);
  private volatile boolean closed;

  EventStream(EventLog log) {
    this.log = log;
  }

  /** Sends events until the viewer goes or the server ends. */
  void serve(SseClient viewer) {
    if (!streams.tryAcquire()) {
      throw new ServiceUnavailableResponse(STREAMS + " streams are being watched already");
    }
    try {
      long known = log.known(viewer.ctx().header("Last-Event-ID"));
      viewer.sendComment("rain events of derain");
      while (!closed && !log.isClosed() && !viewer.terminated()) {
        List<EventLog.Entry> news = log.await(known, COMMENT_MS);
        for (EventLog.Entry entry : news) {
          known = entry.number();
          viewer.sendEvent("rain", entry.event().json(), log.id(known));
        }
        if (news.isEmpty()) {
          viewer.sendComment("");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.release();
    }
  }

  /** Ends all streams. */
  void close() {
    closed = true;
    log.close();
  }
}
