package org.derain.app.live.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.function.Supplier;
import org.derain.app.live.fleet.Camera;
import org.derain.app.live.fleet.Fleet;
import org.derain.app.live.fleet.LiveJson;
import org.derain.app.live.fleet.ProcessFigures;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraStatus;
import org.derain.pipeline.live.LiveLatency;

/** The JSON API; docs/LIVE.md describes it. */
final class Api {
  private static final ObjectMapper JSON = LiveJson.mapper();

  private final Fleet fleet;
  private final MetricHistory chronicle;
  private final String version;
  private final List<String> models;
  private final Supplier<String> fileError;

  /**
   * An API.
   *
   * @param version of this program
   * @param models of the zoo
   * @param fileError why the camera file is not in force, or null
   */
  Api(
      Fleet fleet,
      MetricHistory chronicle,
      String version,
      List<String> models,
      Supplier<String> fileError) {
    this.fleet = fleet;
    this.chronicle = chronicle;
    this.version = version;
    this.models = models;
    this.fileError = fileError;
  }

  List<CameraStatus> statuses() {
    return fleet.cameras().stream().map(Camera::status).toList();
  }

  /** Everything that the page shows in one answer. */
  void status(Context request) {
    ObjectNode all = JSON.createObjectNode();
    all.put("version", version);
    all.put("time", System.currentTimeMillis() / 1000.0);
    all.set("process", JSON.valueToTree(ProcessFigures.now()));
    all.put("file_error", fileError.get());
    all.set("models", JSON.valueToTree(models));
    all.set("latency_bounds_ms", JSON.valueToTree(LiveLatency.BOUNDS_MS));
    ArrayNode cameras = all.putArray("cameras");
    fleet.cameras().forEach(camera -> cameras.add(view(camera)));
    answer(request, all);
  }

  /** One camera. */
  void camera(Context request) {
    answer(request, view(asked(request)));
  }

  private static ObjectNode view(Camera camera) {
    CameraStatus status = camera.status();
    CameraSettings settings = camera.settings();
    ObjectNode view = JSON.valueToTree(status);
    view.put("out", status.out());
    view.put("model", camera.model() == null ? "auto" : camera.model());
    view.put("own_model", settings.model());
    view.put("latency_mode", settings.latency().toString());
    view.put("on_overload", settings.onOverload().toString());
    view.put("max_age_ms", settings.maxAge().toMillis());
    view.put("always", settings.always());
    return view;
  }

  /** Changes a camera. */
  void change(Context request) {
    Camera camera = asked(request);
    try {
      JsonNode wish = JSON.readTree(request.bodyAsBytes());
      Controls.change(camera, wish, models);
    } catch (java.io.IOException e) {
      throw new BadRequestResponse("that is no JSON");
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse(e.getMessage());
    }
    answer(request, view(camera));
  }

  /** What a camera did: {@code ?range=day} by the minute, else by the second. */
  void history(Context request) {
    Camera camera = asked(request);
    History history =
        chronicle.of(camera.settings().name(), "day".equals(request.queryParam("range")));
    String since = request.queryParam("since");
    long after = since != null && since.matches("\\d{1,12}") ? Long.parseLong(since) : 0;
    ObjectNode all = JSON.createObjectNode();
    all.put("step_s", history.stepS());
    all.set("samples", JSON.valueToTree(history.since(after)));
    answer(request, all);
  }

  /** Whether all is well: 200 or 503. */
  void health(Context request) {
    Health health = Health.of(statuses());
    request.status(health.healthy() ? 200 : 503);
    answer(request, JSON.valueToTree(health));
  }

  /** For Prometheus. */
  void metrics(Context request) {
    request.contentType(Metrics.TYPE).result(Metrics.of(statuses(), ProcessFigures.now(), version));
  }

  /** The camera that the address names. */
  Camera asked(Context request) {
    return fleet
        .camera(request.pathParam("name"))
        .orElseThrow(() -> new NotFoundResponse("no such camera"));
  }

  /** Answers with JSON. */
  static void answer(Context request, JsonNode content) {
    try {
      request.contentType("application/json").result(JSON.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers with what is wrong. */
  static void answer(Context request, int status, String error) {
    request.status(status);
    answer(request, JSON.createObjectNode().put("error", error));
  }

  /** The token in the body of a request, or nothing. */
  static String offeredToken(Context request) {
    try {
      return JSON.readTree(request.bodyAsBytes()).path("token").asText("");
    } catch (java.io.IOException e) {
      return "";
    }
  }
}
