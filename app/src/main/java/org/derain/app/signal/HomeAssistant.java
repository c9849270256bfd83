package org.derain.app.signal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.derain.zoo.RainScore;

/**
 * The topics and messages of a camera, and those by which Home Assistant finds it (MQTT discovery):
 * a device with whether it rains, how much, and of what kind.
 */
final class HomeAssistant {
  static final String ONLINE = "online";
  static final String OFFLINE = "offline";

  private final String topic;
  private final String version;

  /**
   * With a topic to begin with.
   *
   * @param version of this program
   */
  HomeAssistant(String topic, String version) {
    this.topic = topic;
    this.version = version;
  }

  /** What is published. */
  record Message(String topic, String text) {}

  /** Whether this program is there; the broker says so when it is gone. */
  String status() {
    return topic + "/status";
  }

  /** Whether a camera is there. */
  Message status(String camera, CameraView view) {
    return new Message(
        topic + "/" + camera + "/status", view != null && view.running() ? ONLINE : OFFLINE);
  }

  /** How the rain of a camera is; stays with the broker. */
  Message state(String camera, RainEvent last, double score) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    boolean raining = last != null && last.raining();
    all.put("rain", raining ? "ON" : "OFF");
    all.put("kind", (raining ? last.change().kind() : RainScore.Type.DRY).toString());
    all.put("score", Math.round(score * 1e3) / 1e3);
    return new Message(topic + "/" + camera + "/state", all.toString());
  }

  /** An event; does not stay. */
  Message event(RainEvent event) {
    return new Message(topic + "/" + event.camera() + "/event", event.json());
  }

  /** What Home Assistant has to know of a camera; stays. */
  List<Message> discovery(String camera) {
    ObjectNode rain = entity(camera, "rain", "Rain");
    rain.put("device_class", "moisture");
    ObjectNode score = entity(camera, "score", "Rain score");
    score.put("state_class", "measurement");
    score.put("suggested_display_precision", 2);
    ObjectNode kind = entity(camera, "kind", "Kind of rain");
    kind.put("device_class", "enum");
    for (RainScore.Type type : RainScore.Type.values()) {
      kind.withArray("options").add(type.toString());
    }
    return List.of(
        message("binary_sensor", camera, "rain", rain),
        message("sensor", camera, "score", score),
        message("sensor", camera, "kind", kind));
  }

  private Message message(String component, String camera, String key, ObjectNode entity) {
    return new Message(
        "homeassistant/" + component + "/" + node(camera) + "/" + key + "/config",
        entity.toString());
  }

  /** Such names have letters, digits, '_' and '-' alone. */
  private String node(String camera) {
    return (topic + "_" + camera).replace("-", "--").replace(".", "-d").replace("/", "-s");
  }

  private ObjectNode entity(String camera, String key, String name) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("name", name);
    all.put("unique_id", node(camera) + "_" + key);
    all.put("state_topic", topic + "/" + camera + "/state");
    all.put("value_template", "{{ value_json." + key + " }}");
    all.put("availability_mode", "all");
    all.withArray("availability").addObject().put("topic", status());
    all.withArray("availability").addObject().put("topic", status(camera, null).topic());
    ObjectNode device = all.putObject("device");
    device.putArray("identifiers").add(node(camera));
    device.put("name", camera);
    device.put("manufacturer", "Derain");
    ObjectNode origin = all.putObject("origin");
    origin.put("name", "derain");
    origin.put("sw_version", version);
    return all;
  }
}
