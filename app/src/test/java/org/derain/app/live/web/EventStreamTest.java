package org.derain.app.live.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derain.app.live.fleet.FakeCamera;
import org.derain.app.live.fleet.Fleet;
import org.derain.app.signal.EventLog;
import org.derain.app.signal.RainEvent;
import org.derain.pipeline.weather.RainChange;
import org.derain.pipeline.weather.RainChange.What;
import org.derain.zoo.RainScore.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rain events as server-sent events, over HTTP. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventStreamTest {
  private static final RainEvent BEGINS =
      RainEvent.of("yard", new RainChange(What.BEGINS, Type.DROPS, 0.9), Instant.EPOCH);
  private static final RainEvent ENDS =
      RainEvent.of("yard", new RainChange(What.ENDS, Type.DRY, 0.1), Instant.EPOCH);

  private final EventLog log = new EventLog();

  private static HttpRequest.Builder events(WebServer server) {
    return HttpRequest.newBuilder(URI.create(server.url()).resolve("/api/events"))
        .header("Accept", "text/event-stream");
  }

  private static List<String> lines(HttpRequest.Builder request, int count) throws Exception {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").contains("event-stream"));
    List<String> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      while (lines.size() < count) {
        String line = in.readLine();
        if (!line.isEmpty() && !line.startsWith(":")) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  @Test
  void whoComesAgainGetsWhatItMissedAndThenWhatComes() throws Exception {
    log.add(BEGINS);
    log.add(ENDS);
    try (Fleet fleet = new Fleet(FakeCamera::new);
        WebServer server =
            new WebServer(
                new WebAddress("127.0.0.1", 0), null, fleet, log, "1", List.of(), () -> null)) {
      List<String> missed = lines(events(server).header("Last-Event-ID", log.id(1)), 3);
      assertEquals(
          List.of("event: rain", "data: " + ENDS.json(), "id: " + log.id(2)),
          missed.stream().sorted((a, b) -> order(a) - order(b)).toList());
      log.add(BEGINS);
      List<String> all = lines(events(server).header("Last-Event-ID", "another-1"), 9);
      assertEquals(3, all.stream().filter("event: rain"::equals).count());
    }
  }

  private static int order(String line) {
    return List.of("event", "data", "id").indexOf(line.substring(0, line.indexOf(':')));
  }

  @Test
  void theTokenIsNeededHereToo() throws Exception {
    try (Fleet fleet = new Fleet(FakeCamera::new);
        WebServer server =
            new WebServer(
                new WebAddress("127.0.0.1", 0),
                "0123456789abcdef",
                fleet,
                log,
                "1",
                List.of(),
                () -> null)) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(events(server).build(), BodyHandlers.ofString());
      assertEquals(401, answer.statusCode());
    }
  }
}
