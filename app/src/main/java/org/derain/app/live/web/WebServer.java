package org.derain.app.live.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.derain.app.live.fleet.Fleet;
import org.derain.app.signal.EventLog;
import org.derain.frames.MediaException;
import org.derain.pipeline.live.Redacted;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the page, the API, metrics and health of a fleet until it is closed. */
public final class WebServer implements AutoCloseable {
  private static final int THREADS = 48;
  private static final int LARGEST_REQUEST = 16_384;
  private static final long BODY_MS = 10_000;

  /** Each takes a file descriptor, and cameras need some, too. */
  private static final int CONNECTIONS = 512;

  private final WebAddress address;
  private final Guard guard;
  private final MetricHistory chronicle;
  private final Previews previews;
  private final EventStream events;
  private final Api api;
  private final Javalin server;

  /**
   * Starts to serve.
   *
   * @param token that viewers must know; null for none, on loopback only
   * @param events what is told of rain
   * @param version of this program
   * @param models of the zoo
   * @param fileError why the camera file is not in force, or null
   * @throws MediaException when the address cannot be served, with the reason
   */
  public WebServer(
      WebAddress address,
      String token,
      Fleet fleet,
      EventLog events,
      String version,
      List<String> models,
      Supplier<String> fileError) {
    this.address = address;
    this.guard = new Guard(address, token);
    this.events = new EventStream(events);
    this.previews = new Previews(fleet, System::nanoTime);
    this.chronicle = new MetricHistory(fleet);
    this.api = new Api(fleet, chronicle, version, models, fileError);
    this.server = Javalin.create(this::configure);
    try {
      server.start(address.host(), address.port());
    } catch (RuntimeException e) {
      close();
      throw new MediaException(
          "cannot serve " + address.host() + ":" + address.port() + ": " + reason(e), e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = LARGEST_REQUEST;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("derain-web");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(
        jetty -> {
          jetty.setHandler(new SlowBodies(LARGEST_REQUEST, BODY_MS));
          jetty.addBean(new NetworkConnectionLimit(CONNECTIONS, jetty));
        });
    routes(config.routes);
  }

  private void routes(RoutesConfig routes) {
    routes.before(guard::check);
    routes.get("/", request -> resource(request, "dashboard.html", "text/html"));
    routes.get("/static/dashboard.css", r -> resource(r, "dashboard.css", "text/css"));
    for (String script : List.of("dashboard.js", "charts.js", "viewer.js", "login.js")) {
      routes.get("/static/" + script, r -> resource(r, script, "text/javascript"));
    }
    routes.post(Guard.SESSION, this::session);
    routes.get("/api/status", api::status);
    routes.get("/api/cameras/{name}", api::camera);
    routes.post("/api/cameras/{name}", api::change);
    routes.get("/api/cameras/{name}/history", api::history);
    routes.get("/api/cameras/{name}/preview", r -> previews.pair(r, api.asked(r)));
    for (boolean after : new boolean[] {false, true}) {
      String path = "/api/cameras/{name}/" + (after ? "after" : "before");
      routes.get(path + ".jpg", r -> previews.jpeg(r, api.asked(r), after));
      routes.get(path + ".mjpeg", r -> previews.mjpeg(r, api.asked(r), after));
    }
    routes.sse("/api/events", events::serve);
    routes.get("/health", api::health);
    routes.get("/metrics", api::metrics);
    routes.exception(UnauthorizedResponse.class, this::unauthorized);
    routes.exception(HttpResponseException.class, WebServer::refused);
    routes.exception(Exception.class, WebServer::failed);
  }

  private void session(Context request) {
    if (!guard.isToken(request, Api.offeredToken(request))) {
      throw new UnauthorizedResponse("that is not the token");
    }
    guard.welcome(request);
    request.status(204);
  }

  private void unauthorized(UnauthorizedResponse why, Context request) {
    if (request.path().equals("/")) {
      resource(request, "login.html", "text/html");
      request.status(401);
    } else {
      Api.answer(request, 401, why.getMessage());
    }
  }

  private static void refused(HttpResponseException why, Context request) {
    String elsewhere = why.getDetails().get("Location");
    if (elsewhere != null) {
      request.header("Location", elsewhere);
    }
    Api.answer(request, why.getStatus(), why.getMessage());
  }

  private static void failed(Exception why, Context request) {
    Api.answer(request, 500, "internal error: " + Redacted.text(String.valueOf(why)));
  }

  private static void resource(Context request, String name, String type) {
    try (InputStream in = WebServer.class.getResourceAsStream(name)) {
      request.contentType(type + "; charset=utf-8").result(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the page is. */
  public String url() {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    return "http://" + host + ":" + server.port() + "/";
  }

  @Override
  public void close() {
    previews.close();
    events.close();
    chronicle.close();
    server.stop();
  }
}
