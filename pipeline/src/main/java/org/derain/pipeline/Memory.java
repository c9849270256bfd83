package org.derain.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.derain.frames.MediaException;

/** The memory of this process. */
public final class Memory {
  private Memory() {}

  /** The most that was resident so far, in MiB; where the system does not say, what is now. */
  public static long peakMb() {
    long peak = figure(Path.of("/proc/self/status"), "VmHWM:");
    return (peak > 0 ? peak : Pointer.physicalBytes()) >> 20;
  }

  /** A figure of one of Linux's files about memory, in bytes; 0 where there is none. */
  public static long figure(Path file, String name) {
    try {
      for (String line : Files.isReadable(file) ? Files.readAllLines(file) : List.<String>of()) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }

  /**
   * Checks that something fits, before it is tried.
   *
   * @param bytes what it takes at least
   * @throws MediaException when it does not
   */
  public static void check(Path file, int width, int height, long bytes) {
    long free = freeBytes();
    if (bytes > free) {
      throw new MediaException(
          String.format(
              Locale.ROOT,
              "%s: says that it has %dx%d pixels, which take %.1f GB of memory, and %.1f are free;"
                  + " make it smaller first",
              file,
              width,
              height,
              bytes / 1e9,
              free / 1e9));
    }
  }

  /** What this process may still take, without what the system would have to write out for it. */
  public static long freeBytes() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize() - Pointer.physicalBytes();
    // By Linux's own estimate, which knows what can be given back.
    long free = figure(Path.of("/proc/meminfo"), "MemAvailable:");
    return Math.min(total, free > 0 ? free : system.getFreeMemorySize());
  }
}
