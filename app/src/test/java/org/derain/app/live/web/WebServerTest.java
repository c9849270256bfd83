package org.derain.app.live.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derain.app.live.fleet.FakeCamera;
import org.derain.app.live.fleet.Fleet;
import org.derain.app.signal.EventLog;
import org.derain.frames.MediaException;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API, metrics and health over HTTP, and who is let in. */
class WebServerTest {
  private static final String TOKEN = "0123456789abcdef";

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Fleet fleet = new Fleet(FakeCamera::new);
  private final AtomicReference<String> fileError = new AtomicReference<>();
  private final EventLog events = new EventLog();
  private WebServer server;

  private void serve(String token) {
    fleet.set(
        List.of(
            CameraSettings.of(
                "yard",
                "rtsp://admin:hunter2@10.0.0.5/live?channel=1&pwd=sesame",
                List.of("rtsp://pub:topsecret@127.0.0.1:8554/yard", "yard.mkv")),
            CameraSettings.of("gate", "rtsp://10.0.0.6/stream", List.of("gate.mkv"))));
    server =
        new WebServer(
            new WebAddress("127.0.0.1", 0),
            token,
            fleet,
            events,
            "1.0-test",
            List.of("nano", "base"),
            fileError::get);
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    fleet.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url()).resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return send(
        request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private FakeCamera camera(String name) {
    return (FakeCamera) fleet.camera(name).orElseThrow();
  }

  @Test
  void tellsHowEveryCameraIs() throws Exception {
    serve(null);
    fileError.set("cameras.yaml line 3: model: no");
    JsonNode all = json.readTree(get("/api/status").body());
    assertEquals("1.0-test", all.path("version").asText());
    assertEquals("cameras.yaml line 3: model: no", all.path("file_error").asText());
    assertTrue(all.at("/process/resident_bytes").asLong() > 10_000_000);
    JsonNode yard = all.at("/cameras/0");
    assertEquals("yard", yard.path("name").asText());
    assertEquals("running", yard.path("state").asText());
    assertEquals("auto", yard.path("model").asText());
    assertEquals(96, yard.at("/latency/p99").asDouble());
    assertEquals(95, yard.at("/recent_ms/p99").asDouble());
    assertEquals(
        all.path("latency_bounds_ms").size(), yard.at("/latency/buckets").size(), "buckets");
    long sum = yard.path("derained").asLong();
    for (JsonNode count : yard.path("passed")) {
      sum += count.asLong();
    }
    assertEquals(yard.path("in").asLong(), sum);
    assertEquals("gate", json.readTree(get("/api/cameras/gate").body()).path("name").asText());
    assertEquals(404, get("/api/cameras/nobody").statusCode());
  }

  @Test
  void noAnswerHoldsACredential() throws Exception {
    serve(null);
    for (String path :
        List.of("/", "/api/status", "/api/cameras/yard", "/metrics", "/health", "/nowhere")) {
      HttpResponse<String> answer = get(path);
      for (String secret : List.of("hunter2", "topsecret", "sesame")) {
        assertFalse((answer.headers() + answer.body()).contains(secret), path + " tells " + secret);
      }
    }
    assertTrue(get("/api/status").body().contains("channel=1"), "the harmless part is shown");
  }

  @Test
  void changesACamera() throws Exception {
    serve(null);
    HttpResponse<String> answer =
        post(
            "/api/cameras/yard",
            "application/json",
            "{\"deraining\": false, \"model\": \"base\", \"sensitivity\": 0.8}");
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("base", json.readTree(answer.body()).path("model").asText());
    assertFalse(camera("yard").status().deraining());
    assertEquals(0.8, camera("yard").status().sensitivity());
    post("/api/cameras/yard", "application/json", "{\"model\": \"auto\"}");
    assertEquals(null, camera("yard").model());
  }

  @Test
  void refusesWrongChangesWhole() throws Exception {
    serve(null);
    for (String wrong :
        List.of(
            "{\"deraining\": false, \"sensitivity\": 2}",
            "{\"deraining\": false, \"model\": \"/etc/passwd\"}",
            "{\"deraining\": false, \"more\": 1}",
            "{\"deraining\": 0}",
            "{}",
            "[]",
            "",
            "{\"deraining\": false")) {
      HttpResponse<String> answer = post("/api/cameras/yard", "application/json", wrong);
      assertEquals(400, answer.statusCode(), wrong);
      assertTrue(json.readTree(answer.body()).path("error").asText().length() > 5, answer.body());
    }
    assertTrue(camera("yard").status().deraining());
  }

  @Test
  void noPageElsewhereCanChangeAnything() throws Exception {
    serve(null);
    String wish = "{\"deraining\": false}";
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
      assertEquals(415, post("/api/cameras/yard", type, wish).statusCode(), type);
    }
    HttpRequest.Builder foreign =
        request("/api/cameras/yard")
            .header("Content-Type", "application/json")
            .header("Origin", "http://evil.example")
            .POST(HttpRequest.BodyPublishers.ofString(wish));
    assertEquals(403, send(foreign).statusCode());
    assertEquals(
        415,
        send(request("/api/cameras/yard").PUT(HttpRequest.BodyPublishers.ofString(wish)))
            .statusCode());
    assertEquals(415, send(request("/api/cameras/yard").DELETE()).statusCode());
    assertTrue(camera("yard").status().deraining());
    HttpRequest.Builder own =
        request("/api/cameras/yard")
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Origin", server.url().replaceAll("/$", ""))
            .POST(HttpRequest.BodyPublishers.ofString(wish));
    assertEquals(200, send(own).statusCode());
  }

  /** Java's client sets the Host header itself. */
  private String raw(String request, String host) throws Exception {
    URI at = URI.create(server.url());
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      socket
          .getOutputStream()
          .write(
              (request + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private String firstLine(String host) throws Exception {
    return raw("GET /api/status HTTP/1.1", host).lines().findFirst().orElse("");
  }

  @Test
  void onLoopbackOnlyThisMachineIsAskedFor() throws Exception {
    serve(null);
    assertTrue(firstLine("localhost:8080").contains("200"));
    assertTrue(firstLine("127.0.0.1").contains("200"));
    assertTrue(firstLine("[::1]:80").contains("200"));
    assertTrue(firstLine("evil.example").contains("403"));
    assertTrue(firstLine("127.0.0.1.evil.example").contains("403"));
    assertTrue(firstLine("localhost.evil.example:80").contains("403"));
  }

  @Test
  void aTokenIsAskedForEverywhere() throws Exception {
    serve(TOKEN);
    for (String path :
        List.of(
            "/api/status",
            "/api/cameras/yard",
            "/api/cameras/yard/history",
            "/api/cameras/yard/preview",
            "/api/cameras/yard/after.mjpeg",
            "/metrics",
            "/health",
            "/nowhere")) {
      assertEquals(401, get(path).statusCode(), path);
      HttpRequest.Builder wrong = request(path).header("Authorization", "Bearer " + TOKEN + "0");
      assertEquals(401, send(wrong).statusCode(), path);
    }
    HttpResponse<String> page = get("/");
    assertEquals(401, page.statusCode());
    assertTrue(page.body().contains("id=\"login\""), "the page asks for the token");
    assertEquals(
        401, post("/api/cameras/yard", "application/json", "{\"deraining\":false}").statusCode());
    assertEquals(
        200, send(request("/metrics").header("Authorization", "Bearer " + TOKEN)).statusCode());
  }

  @Test
  void theTokenIsGivenOnceForACookie() throws Exception {
    serve(TOKEN);
    HttpResponse<String> first = get("/?token=" + TOKEN);
    assertEquals(303, first.statusCode());
    assertEquals("/", first.headers().firstValue("Location").orElse(""));
    String cookie = first.headers().firstValue("Set-Cookie").orElse("");
    assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
    assertFalse(cookie.contains(TOKEN), "the cookie does not tell the token");
    HttpRequest.Builder second =
        request("/api/status").header("Cookie", cookie.substring(0, cookie.indexOf(';')));
    assertEquals(200, send(second).statusCode());
    assertEquals(401, get("/?token=" + TOKEN + "x").statusCode());
    HttpRequest.Builder forged = request("/api/status").header("Cookie", "derain-1=" + TOKEN);
    assertEquals(401, send(forged).statusCode());
    assertEquals(
        401, post("/api/session", "application/json", "{\"token\":\"wrong\"}").statusCode());
    assertEquals(401, post("/api/session", "application/json", "no json").statusCode());
    assertEquals(
        204,
        post("/api/session", "application/json", "{\"token\":\"" + TOKEN + "\"}").statusCode());
  }

  @Test
  void theWayOnWithoutTheTokenStaysHere() throws Exception {
    serve(TOKEN);
    for (String path : List.of("//evil.example/", "///evil.example/", "/\\evil.example/", "//")) {
      String answer = raw("GET " + path + "?token=" + TOKEN + " HTTP/1.1", "localhost");
      for (String line : answer.lines().filter(l -> l.startsWith("Location:")).toList()) {
        assertTrue(line.matches("Location: /([^/\\\\].*)?"), path + " leads to " + line);
      }
    }
  }

  @Test
  void wrongTokensHaveALimit() throws Exception {
    serve(TOKEN);
    for (int i = 0; i < Guesses.MOST; i++) {
      assertEquals(
          401, post("/api/session", "application/json", "{\"token\":\"" + i + "\"}").statusCode());
    }
    HttpRequest.Builder right = request("/metrics").header("Authorization", "Bearer " + TOKEN);
    assertEquals(429, send(right).statusCode(), "not even looked at");
    assertEquals(429, get("/?token=" + TOKEN).statusCode());
    HttpResponse<String> session =
        post("/api/session", "application/json", "{\"token\":\"" + TOKEN + "\"}");
    assertEquals(429, session.statusCode());
    long wait = Long.parseLong(session.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(wait > 0 && wait <= 60, "wait " + wait);
    assertEquals(401, get("/").statusCode(), "the page still says what is needed");
  }

  @Test
  void slowBodiesHoldNobody() throws Exception {
    serve(null);
    URI at = URI.create(server.url());
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 120; i++) {
        Socket socket = new Socket(at.getHost(), at.getPort());
        slow.add(socket);
        String head =
            "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      }
      // All of them are known to be there when a later one is answered.
      HttpRequest.Builder health = request("/health").timeout(Duration.ofSeconds(30));
      assertEquals(200, send(health).statusCode());
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aLargeBodyIsRefused() throws Exception {
    serve(null);
    String large = "{\"deraining\": false, \"x\": \"" + "x".repeat(20_000) + "\"}";
    assertEquals(413, post("/api/cameras/yard", "application/json", large).statusCode());
    assertTrue(camera("yard").status().deraining());
  }

  @Test
  void beyondThisMachineATokenIsAMust() {
    WebAddress everywhere = new WebAddress("0.0.0.0", 0);
    MediaException refused =
        assertThrows(
            MediaException.class,
            () -> new WebServer(everywhere, null, fleet, events, "1", List.of(), () -> null));
    assertTrue(refused.getMessage().contains("--token"), refused.getMessage());
    assertThrows(
        MediaException.class,
        () -> new WebServer(everywhere, "short", fleet, events, "1", List.of(), () -> null));
    assertThrows(MediaException.class, () -> new Guard(new WebAddress("::", 0), null));
    new Guard(new WebAddress("::1", 0), null);
  }

  @Test
  void aTakenPortIsOneClearLine() {
    serve(null);
    WebAddress taken = new WebAddress("127.0.0.1", URI.create(server.url()).getPort());
    MediaException refused =
        assertThrows(
            MediaException.class,
            () -> new WebServer(taken, null, fleet, events, "1", List.of(), () -> null));
    assertTrue(refused.getMessage().contains("" + taken.port()), refused.getMessage());
    assertTrue(refused.getMessage().contains("in use"), refused.getMessage());
  }

  @Test
  void picturesComeInPairs() throws Exception {
    serve(null);
    HttpResponse<byte[]> first =
        client.send(request("/api/cameras/yard/preview").build(), BodyHandlers.ofByteArray());
    assertEquals(200, first.statusCode());
    ByteBuffer both = ByteBuffer.wrap(first.body());
    byte[] before = new byte[both.getInt()];
    both.get(before);
    byte[] after = new byte[both.remaining()];
    both.get(after);
    byte[] start = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    assertArrayEquals(start, java.util.Arrays.copyOf(before, 3));
    assertArrayEquals(start, java.util.Arrays.copyOf(after, 3));
    String number = first.headers().firstValue("X-Frame-Number").orElseThrow();
    HttpResponse<byte[]> next =
        client.send(
            request("/api/cameras/yard/preview?after=" + number).build(),
            BodyHandlers.ofByteArray());
    assertTrue(
        Long.parseLong(next.headers().firstValue("X-Frame-Number").orElseThrow())
            > Long.parseLong(number));
    HttpResponse<String> far = get("/api/cameras/yard/preview?after=999999999");
    assertEquals(204, far.statusCode());
    assertEquals(200, get("/api/cameras/yard/before.jpg").statusCode());
  }

  @Test
  void streamsPicturesToOtherViewers() throws Exception {
    serve(null);
    HttpResponse<InputStream> stream =
        client.send(request("/api/cameras/yard/after.mjpeg").build(), BodyHandlers.ofInputStream());
    assertTrue(
        stream.headers().firstValue("Content-Type").orElse("").startsWith("multipart/x-mixed"));
    try (InputStream in = stream.body()) {
      String begin = new String(in.readNBytes(60_000), StandardCharsets.ISO_8859_1);
      assertTrue(begin.startsWith("--derain-frame\r\nContent-Type: image/jpeg"), "a part");
      assertTrue(begin.indexOf("--derain-frame", 10) > 0, "another part");
    }
  }

  @Test
  void metricsFollowTheConventions() throws Exception {
    serve(null);
    HttpResponse<String> answer = get("/metrics");
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
    String text = answer.body();
    for (String line :
        List.of(
            "derain_camera_frames_received_total{camera=\"yard\"} ",
            "derain_camera_frames_total{camera=\"gate\",outcome=\"passed\",reason=\"late\"} ",
            "derain_camera_latency_seconds_bucket{camera=\"yard\",le=\"+Inf\"} ",
            "derain_camera_latency_seconds_sum{camera=\"yard\"} ",
            "derain_camera_last_frame_age_seconds{camera=\"yard\"} 0.02",
            "derain_camera_reconnects_total{camera=\"yard\"} 2.0",
            "derain_camera_rain_score{camera=\"yard\"} ",
            "derain_camera_info{camera=\"yard\",device=\"cpu\",preset=\"veryfast\",tier=\"nano\"}"
                + " 1",
            "derain_camera_state{camera=\"yard\",state=\"running\"} 1.0",
            "derain_camera_ring_depth_frames{camera=\"yard\"} 2.0",
            "derain_output_connected{camera=\"yard\",number=\"1\",output=\"yard.mkv\"} 1.0",
            "process_resident_memory_bytes ",
            "derain_native_memory_bytes ",
            "process_cpu_seconds_total ",
            "derain_build_info{version=\"1.0-test\"} 1")) {
      assertTrue(text.contains("\n" + line), line + " is missing in\n" + text);
    }
    assertEquals(
        text.lines().filter(line -> line.startsWith("# HELP")).count(),
        text.lines().filter(line -> line.startsWith("# TYPE")).count());
  }

  @Test
  void theGrafanaDashboardAsksForWhatThereIs() throws Exception {
    serve(null);
    String text = get("/metrics").body();
    Path file = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("live/grafana.json");
    List<String> labels = new ArrayList<>();
    text.lines()
        .filter(line -> line.contains("{") && !line.startsWith("#"))
        .flatMap(line -> Pattern.compile("(\\w+)=\"").matcher(line).results())
        .forEach(label -> labels.add(label.group(1)));
    int asked = 0;
    for (JsonNode panel : json.readTree(file.toFile()).path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        Matcher name =
            Pattern.compile("\\b(derain|process)_\\w+").matcher(target.path("expr").asText());
        while (name.find()) {
          assertTrue(text.contains("\n" + name.group()), name.group());
          asked++;
        }
        Pattern.compile("\\{\\{(\\w+)}}")
            .matcher(target.path("legendFormat").asText())
            .results()
            .forEach(label -> assertTrue(labels.contains(label.group(1)), label.group()));
      }
    }
    assertTrue(asked > 15, "panels with metrics");
  }

  @Test
  void healthTellsWhatIsWrong() throws Exception {
    serve(null);
    assertEquals(200, get("/health").statusCode());
    camera("yard").state = CameraState.WAITING;
    camera("yard").error = "no route to host";
    HttpResponse<String> sick = get("/health");
    assertEquals(503, sick.statusCode());
    JsonNode all = json.readTree(sick.body());
    assertEquals("waiting: no route to host", all.at("/cameras/yard/reasons/0").asText());
    assertTrue(all.at("/cameras/gate/healthy").asBoolean());
    camera("yard").state = CameraState.RUNNING;
    camera("yard").ageS = 12;
    assertEquals(
        "no frame for 12 s",
        json.readTree(get("/health").body()).at("/cameras/yard/reasons/0").asText());
    camera("yard").silenceS = 30;
    assertEquals(200, get("/health").statusCode(), "between two pictures of a slow camera");
    camera("yard").ageS = 0.1;
    camera("yard").connected = false;
    assertTrue(
        json.readTree(get("/health").body())
            .at("/cameras/yard/reasons/0")
            .asText()
            .startsWith("output rtsp://pub:***@127.0.0.1:8554/yard is away"));
    camera("yard").connected = true;
    camera("yard").state = CameraState.STOPPED;
    camera("yard").error = "wrong output";
    assertEquals(503, get("/health").statusCode());
    camera("yard").error = null;
    assertEquals(200, get("/health").statusCode(), "a file that has ended is all right");
  }

  @Test
  void historyGrowsBySeconds() throws Exception {
    serve(null);
    JsonNode samples = json.createArrayNode();
    for (int i = 0; i < 60 && samples.size() < 2; i++) {
      Thread.sleep(100);
      samples = json.readTree(get("/api/cameras/yard/history").body()).path("samples");
    }
    JsonNode last = samples.get(1);
    assertEquals(25, last.path("fps_in").asDouble(), 5);
    assertTrue(last.path("p50").asDouble() <= last.path("p99").asDouble());
    long t = last.path("t").asLong();
    for (JsonNode later :
        json.readTree(get("/api/cameras/yard/history?since=" + t).body()).path("samples")) {
      assertTrue(later.path("t").asLong() > t);
    }
    assertEquals(
        60,
        json.readTree(get("/api/cameras/yard/history?range=day").body()).path("step_s").asInt());
  }
}
