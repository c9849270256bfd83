package org.derain.app.live.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derain.app.live.fleet.Camera;

/** Changes of a camera while it runs, as the page asks for them: all of them, or none. */
final class Controls {
  private final Camera camera;
  private final List<String> models;
  private final List<Runnable> changes = new ArrayList<>();

  private Controls(Camera camera, List<String> models) {
    this.camera = camera;
    this.models = models;
  }

  /**
   * Makes the changes.
   *
   * @param wish an object with any of deraining (true, false), model (a name of the zoo or the one
   *     in the settings, or auto), sensitivity (0 to 1)
   * @param models that the zoo has
   * @throws IllegalArgumentException when something in it is wrong; nothing is changed then
   */
  static void change(Camera camera, JsonNode wish, List<String> models) {
    if (wish == null || !wish.isObject() || wish.isEmpty()) {
      throw new IllegalArgumentException(
          "an object with any of deraining, model and sensitivity is expected");
    }
    Controls controls = new Controls(camera, models);
    for (Map.Entry<String, JsonNode> one : wish.properties()) {
      controls.read(one.getKey(), one.getValue());
    }
    controls.changes.forEach(Runnable::run);
  }

  private void read(String key, JsonNode value) {
    switch (key) {
      case "deraining" -> {
        expect(value.isBoolean(), "deraining: true or false");
        changes.add(() -> camera.deraining(value.booleanValue()));
      }
      case "sensitivity" -> {
        expect(value.isNumber(), "sensitivity: from 0 to 1");
        double s = value.doubleValue();
        expect(s >= 0 && s <= 1, "sensitivity: from 0 to 1");
        changes.add(() -> camera.sensitivity(s));
      }
      case "model" -> {
        expect(value.getNodeType() == JsonNodeType.STRING, "model: a name");
        String model = value.textValue();
        // No other files: whoever has the page need not have the disk.
        expect(
            model.equals("auto") || models.contains(model) || isOwn(model),
            "model: auto, " + String.join(", ", models) + " or the one in the settings");
        changes.add(() -> camera.model(model.equals("auto") ? null : model));
      }
      default ->
          throw new IllegalArgumentException(
              "unknown: " + key + "; there are deraining, model and sensitivity");
    }
  }

  private boolean isOwn(String model) {
    return model.equals(camera.settings().model());
  }

  private static void expect(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
