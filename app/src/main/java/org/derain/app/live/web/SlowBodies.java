package org.derain.app.live.web;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Takes in the whole body of a request before a thread works on it, so that whoever sends slowly
 * holds none, and hangs up on who is not done in time.
 */
final class SlowBodies extends Handler.Wrapper {
  private final long limitMs;

  /**
   * In front of the rest.
   *
   * @param largest bytes of a body; more is answered with 413
   * @param limitMs from the end of the head to the answer
   */
  SlowBodies(int largest, long limitMs) {
    super(
        new EagerContentHandler(
            new EagerContentHandler.RetainedContentLoaderFactory(largest, 0, true)));
    this.limitMs = limitMs;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getLength() != 0 && request.getMethod().equals("POST")) {
      EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
      Scheduler.Task end =
          request
              .getComponents()
              .getScheduler()
              .schedule(connection::close, limitMs, TimeUnit.MILLISECONDS);
      Request.addCompletionListener(request, failure -> end.cancel());
    }
    return super.handle(request, response, callback);
  }
}
