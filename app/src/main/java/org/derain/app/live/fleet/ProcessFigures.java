package org.derain.app.live.fleet;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.javacpp.Pointer;
import org.derain.pipeline.Memory;

/**
 * What this process uses.
 *
 * @param residentBytes memory in use (RSS), shared libraries included where the system says so
 * @param nativeBytes memory in use that is not shared with others, without what Java's heap holds
 * @param heapBytes Java's heap in use
 * @param threads Java's threads
 * @param cpuS processor time so far in seconds; 0 where the system does not say
 * @param uptimeS seconds since the start
 */
public record ProcessFigures(
    long residentBytes,
    long nativeBytes,
    long heapBytes,
    int threads,
    double cpuS,
    double uptimeS) {
  /** Reads them now. */
  public static ProcessFigures now() {
    long unshared = Pointer.physicalBytes();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new ProcessFigures(
        Math.max(unshared, Memory.figure(Path.of("/proc/self/status"), "VmRSS:")),
        Math.max(0, unshared - heap),
        heap,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9,
        ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
  }
}
