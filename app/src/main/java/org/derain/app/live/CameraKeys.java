package org.derain.app.live;

import org.derain.pipeline.DerainerOptions;
import org.derain.pipeline.Device;
import org.derain.pipeline.Keep;
import org.derain.pipeline.live.Latency;
import org.derain.pipeline.live.OnOverload;
import org.derain.pipeline.media.Codec;

/** The keys of a camera, and of the defaults, in the YAML file: named as on the command line. */
final class CameraKeys {
  private CameraKeys() {}

  /** Takes what the map says into a draft; gives the map back. */
  static YamlMap fill(CameraDraft draft, YamlMap map) {
    map.read("latency", text -> draft.latency = Words.choice(Latency.class, text));
    map.read("on-overload", text -> draft.onOverload = Words.choice(OnOverload.class, text));
    map.read("max-age", text -> draft.maxAge = CameraDraft.maxAge(Words.duration(text)));
    map.read("patience", text -> draft.patience = Words.patience(text, draft.patience));
    map.read("model", text -> draft.model = CameraDraft.model(text));
    map.read("always", text -> draft.always = truth(text));
    map.read(
        "sensitivity",
        text -> draft.sensitivity = CameraDraft.sensitivity(Double.parseDouble(text)));
    map.readAll("keep", texts -> draft.keep = texts.stream().map(Keep::parse).toList());
    map.read("segment", text -> draft.segment = text.equals("none") ? null : Words.duration(text));
    map.read("realtime", text -> draft.realtime = truth(text));
    map.read("codec", text -> draft.codec = Words.choice(Codec.class, text));
    map.read("crf", text -> draft.crf = Integer.valueOf(text));
    map.read("preset", text -> draft.preset = text);
    map.read("device", text -> draft.device = Words.choice(Device.class, text));
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
