package org.derain.pipeline.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/** The memory of this process. */
final class Memory {
  private Memory() {}

  /** The most that was resident so far, in MiB; where the system does not say, what is now. */
  static long peakMb() {
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
}
