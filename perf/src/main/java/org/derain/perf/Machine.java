package org.derain.perf;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.opencv.global.opencv_core;

/** What figures were measured on. */
final class Machine {
  private Machine() {}

  /** One paragraph: processor, memory, system, versions, and whether the machine is busy. */
  static String describe() {
    Runtime runtime = Runtime.getRuntime();
    var system = ManagementFactory.getOperatingSystemMXBean();
    StringBuilder text = new StringBuilder();
    line(text, "%s, %d cores%s", cpu(), runtime.availableProcessors(), memory(system));
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

  private static String cpu() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
      return "unknown processor";
    } catch (IOException e) {
      String windows = System.getenv("PROCESSOR_IDENTIFIER");
      return windows == null ? "unknown processor" : windows;
    }
  }

  private static String memory(Object system) {
    return system instanceof com.sun.management.OperatingSystemMXBean more
        ? String.format(Locale.ROOT, ", %.0f GiB", more.getTotalMemorySize() / 0x1p30)
        : "";
  }
}
