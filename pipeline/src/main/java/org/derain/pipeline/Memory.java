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
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      try {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith("VmHWM:")) {
            return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
          }
        }
      } catch (IOException e) {
        return Pointer.physicalBytes() >> 20;
      }
    }
    return Pointer.physicalBytes() >> 20;
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
  private static long freeBytes() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = system.getTotalMemorySize() - Pointer.physicalBytes();
    long free = available();
    return Math.min(total, free > 0 ? free : system.getFreeMemorySize());
  }

  /** By Linux's own estimate, which knows what can be given back; 0 where there is none. */
  private static long available() {
    Path all = Path.of("/proc/meminfo");
    try {
      for (String line : Files.isReadable(all) ? Files.readAllLines(all) : List.<String>of()) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}
