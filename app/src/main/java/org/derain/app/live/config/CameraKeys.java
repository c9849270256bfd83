package org.derain.app.live.config;

import java.util.List;
import java.util.function.Function;
import org.derain.app.cli.Variables;
import org.derain.app.signal.HookAddress;
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
  static YamlMap fill(CameraDefaults draft, YamlMap map, Function<String, String> environment) {
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
    map.readAll("on-rain", texts -> draft.onRain = hooks(texts, environment));
    map.read("on-rain-secret", text -> draft.rainSecret = secret(text, environment));
    return map;
  }

  private static List<String> hooks(List<String> texts, Function<String, String> environment) {
    if (texts.equals(List.of("none"))) {
      return List.of();
    }
    List<String> urls = texts.stream().map(text -> Variables.filled(text, environment)).toList();
    urls.forEach(url -> HookAddress.problem(url).ifPresent(CameraKeys::refuse));
    return urls;
  }

  private static String secret(String text, Function<String, String> environment) {
    String secret = Variables.filled(text, environment);
    HookAddress.secretProblem(secret).ifPresent(CameraKeys::refuse);
    return secret;
  }

  private static void refuse(String problem) {
    throw new IllegalArgumentException(problem);
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException("true or false, not '" + text + "'");
    };
  }
}
