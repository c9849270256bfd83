package org.derain.app.live.config;

import org.derain.pipeline.Keep;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.Latency;
import org.derain.pipeline.live.OnOverload;
import org.derain.pipeline.scale.Scale;

/** The keys of a camera, and of the defaults, in the YAML file: named as on the command line. */
final class CameraKeys {
  private CameraKeys() {}

  /** Takes what the map says into a draft; gives the map back. */
  static YamlMap fill(CameraDefaults draft, YamlMap map) {
    map.read("latency", text -> draft.latency = SettingValues.choice(Latency.class, text));
    map.read(
        "on-overload", text -> draft.onOverload = SettingValues.choice(OnOverload.class, text));
    map.read("max-age", text -> draft.maxAge = CameraDefaults.maxAge(SettingValues.duration(text)));
    map.read("patience", text -> draft.timeouts = SettingValues.patience(text, draft.timeouts));
    map.read("model", text -> draft.model = CameraDefaults.model(text));
    map.read("always", text -> draft.always = truth(text));
    map.read(
        "sensitivity",
        text -> draft.sensitivity = CameraDefaults.sensitivity(Double.parseDouble(text)));
    map.readAll("keep", texts -> draft.keep = texts.stream().map(Keep::parse).toList());
    map.read("scale", text -> draft.scale = Scale.parse(text));
    map.read(
        "segment",
        text -> draft.segment = text.equals("none") ? null : SettingValues.duration(text));
    map.read("realtime", text -> draft.realtime = truth(text));
    map.read("codec", text -> draft.codec = SettingValues.choice(Codec.class, text));
    map.read("crf", text -> draft.crf = Integer.valueOf(text));
    map.read("preset", text -> draft.preset = text);
    map.read("device", text -> draft.device = SettingValues.choice(Device.class, text));
    map.read(
        "threads", text -> draft.threads = DerainerOptions.checkThreads(Integer.parseInt(text)));
    return map;
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException("true or false, not '" + text + "'");
    };
  }
}
