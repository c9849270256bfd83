package org.derain.perf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.pipeline.Memory;

/**
 * A process that ran to its end, seen from outside.
 *
 * @param wallS from before its start to after its end, in seconds
 * @param cpuS processor time of all its threads, in seconds, as last seen before its end; 0 where
 *     the system does not say
 * @param peakMb the most memory that was resident, in MiB, as last seen before its end; -1 where
 *     the system does not say
 */
record Child(double wallS, double cpuS, long peakMb) {
  private static final long LOOK_EVERY_MS = 20;

  /** The memory as text. */
  static String megabytes(long peakMb) {
    return peakMb < 0 ? "n/a" : Long.toString(peakMb);
  }

  /**
   * Runs a command and waits for it.
   *
   * @param name what to call it when it fails
   * @param log receives what it prints
   * @throws MediaException with the last lines of the log when it fails
   */
  static Child run(String name, List<String> command, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File(nothing())));
    builder.redirectOutput(log.toFile());
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    builder.environment().put("SVT_LOG", "1");
    long start = System.nanoTime();
    Process process = start(builder);
    Child child = StopSignal.during(process::destroy, () -> watch(process, start));
    if (process.exitValue() != 0) {
      throw new MediaException(
          name + " failed with code " + process.exitValue() + ": " + tail(log));
    }
    return child;
  }

  private static Child watch(Process process, long start) {
    double cpu = 0;
    long peak = -1;
    try {
      while (!process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        cpu = Math.max(cpu, cpu(process));
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long most = Memory.figure(status, "VmHWM:") >> 20;
        peak = Math.max(peak, most > 0 ? most : -1);
      }
      return new Child((System.nanoTime() - start) / 1e9, cpu, peak);
    } catch (InterruptedException e) {
      process.destroy();
      throw new MediaException("interrupted", e);
    }
  }

  private static String nothing() {
    return System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new MediaException("cannot start a process: " + e.getMessage(), e);
    }
  }

  private static double cpu(Process process) {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("; ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "its output cannot be read";
    }
  }
}
