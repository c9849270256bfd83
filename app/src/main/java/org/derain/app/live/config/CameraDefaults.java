package org.derain.app.live.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.derain.app.signal.HookAddress;
import org.derain.pipeline.Keep;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.Latency;
import org.derain.pipeline.live.OnOverload;
import org.derain.pipeline.live.Timeouts;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Zoo;

/**
 * What cameras have in common, while it is being read: the command line fills one, a file's
 * defaults go over a copy of it, a camera's own words over a copy of that.
 */
public final class CameraDefaults {
  public Latency latency = Latency.LOW;
  public OnOverload onOverload = OnOverload.PASS;
  public Duration maxAge = CameraSettings.MAX_AGE;
  public String model;
  public boolean always;
  public double sensitivity = CameraSettings.SENSITIVITY;
  public List<Keep> keep = List.of();
  public Scale scale = Scale.AUTO;
  public Duration segment;
  public boolean realtime;
  public Codec codec = Codec.H264;
  public Integer crf;
  public String preset;
  public Device device = Device.AUTO;
  public int threads;
  public Timeouts timeouts = Timeouts.USUAL;
  public List<String> onRain = List.of();
  public String rainSecret;

  CameraDefaults copy() {
    CameraDefaults copy = new CameraDefaults();
    copy.latency = latency;
    copy.onOverload = onOverload;
    copy.maxAge = maxAge;
    copy.model = model;
    copy.always = always;
    copy.sensitivity = sensitivity;
    copy.keep = keep;
    copy.scale = scale;
    copy.segment = segment;
    copy.realtime = realtime;
    copy.codec = codec;
    copy.crf = crf;
    copy.preset = preset;
    copy.device = device;
    copy.threads = threads;
    copy.timeouts = timeouts;
    copy.onRain = onRain;
    copy.rainSecret = rainSecret;
    return copy;
  }

  /**
   * Checks the name of a model. "auto" lets the governor choose.
   *
   * @return what {@link CameraSettings#model} holds
   * @throws IllegalArgumentException when there is no such model
   */
  public static String model(String name) {
    if (name.equals("auto")) {
      return null;
    }
    if (Zoo.names().contains(name) || isFile(name)) {
      return name;
    }
    throw new IllegalArgumentException(
        "auto, " + String.join(", ", Zoo.names()) + " or an ONNX file, not '" + name + "'");
  }

  private static boolean isFile(String name) {
    try {
      return Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * Checks a sensitivity.
   *
   * @throws IllegalArgumentException when it is not from 0 to 1
   */
  static double sensitivity(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("from 0 to 1, not " + value);
    }
    return value;
  }

  /**
   * Checks how old a frame may become: what waits longer does not fit into memory.
   *
   * @throws IllegalArgumentException when it is more than {@link CameraSettings#OLDEST}
   */
  public static Duration maxAge(Duration value) {
    if (value.compareTo(CameraSettings.OLDEST) > 0) {
      throw new IllegalArgumentException("at most " + CameraSettings.OLDEST.toSeconds() + "s");
    }
    return value;
  }

  /** What is wrong with the values together, in the words of the command line. */
  public Optional<String> problem() {
    return codec.problem(crf, preset);
  }

  /** The settings of a camera. */
  public CameraSettings settings(String name, String source, List<String> outputs) {
    return new CameraSettings(
        name,
        source,
        outputs,
        latency,
        onOverload,
        maxAge,
        model,
        always,
        sensitivity,
        keep,
        scale,
        segment,
        realtime,
        EncoderSettings.of(codec, crf, preset == null ? quick(codec) : preset, 0),
        device,
        threads,
        timeouts);
  }

  /** Whom it tells of rain. */
  public List<HookAddress> hooks() {
    return onRain.stream().map(url -> new HookAddress(url, rainSecret)).toList();
  }

  /** A camera does not wait: the presets are quicker than those for files. */
  static String quick(Codec codec) {
    return switch (codec) {
      case H264 -> "veryfast";
      case HEVC -> "ultrafast";
      case AV1 -> "12";
      case FFV1 -> null;
    };
  }
}
