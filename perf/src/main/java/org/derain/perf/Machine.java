package org.derain.perf;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.opencv.global.opencv_core;

/** What figures were measured on. */
final class Machine {
  /** What decides how fast a network runs, as Linux calls it, and what we call it. */
  private static final Map<String, String> FEATURES =
      Map.of(
          "avx2", "AVX2",
          "avx512f", "AVX-512",
          "avx_vnni", "VNNI (AVX)",
          "avx512_vnni", "VNNI",
          "avx512_bf16", "bfloat16",
          "amx_int8", "AMX",
          "asimd", "NEON",
          "asimddp", "dot products",
          "i8mm", "int8 products",
          "sve", "SVE");

  private Machine() {}

  /** The processor's features, or what there is instead of them. */
  static String features() {
    List<String> has =
        Set.copyOf(List.of(cpu("flags", cpu("Features", "")).split(" "))).stream()
            .filter(FEATURES::containsKey)
            .map(FEATURES::get)
            .sorted()
            .toList();
    return has.isEmpty() ? "features unknown" : String.join(", ", has);
  }

  /** The processor's name. */
  static String processor() {
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    return cpu("model name", windows == null ? "unknown processor" : windows);
  }

  /** One paragraph: processor, memory, system, versions, and whether the machine is busy. */
  static String describe() {
    Runtime runtime = Runtime.getRuntime();
    var system = ManagementFactory.getOperatingSystemMXBean();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s (%s), %d cores%s",
        processor(),
        features(),
        runtime.availableProcessors(),
        memory(system));
    line(
        text,
        "%s %s %s; Java %s (%s)",
        system.getName(),
        system.getVersion(),
        system.getArch(),
        Runtime.version(),
        System.getProperty("java.vendor"));
    line(
        text,
        "ONNX Runtime %s, FFmpeg %s, OpenCV %s",
        OrtEnvironment.class.getPackage().getImplementationVersion(),
        avutil.av_version_info().getString(),
        opencv_core.getVersionString().getString().strip());
    double load = system.getSystemLoadAverage();
    if (load >= 0) {
      String busy = load > 0.5 ? ": something else is running, figures are worse for it" : "";
      line(text, "load before the measurement %.1f%s", load, busy);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append("* ").append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** What Linux says of the first processor, or else something other. */
  private static String cpu(String key, String otherwise) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).strip().equals(key)) {
          return line.substring(colon + 1).strip();
        }
      }
      return otherwise;
    } catch (IOException e) {
      return otherwise;
    }
  }

  private static String memory(Object system) {
    return system instanceof com.sun.management.OperatingSystemMXBean more
        ? String.format(Locale.ROOT, ", %.0f GiB", more.getTotalMemorySize() / 0x1p30)
        : "";
  }
}
