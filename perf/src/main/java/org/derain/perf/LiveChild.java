package org.derain.perf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.pipeline.Memory;

/** Runs {@code derain live} as a process of its own for a while, and looks at it from outside. */
final class LiveChild {
  private static final int END_S = 20;

  private final Workbench bench;
  private final List<String> words = new ArrayList<>();
  private final Path stats;
  private final Path log;

  /** A run with these words after {@code derain live}. */
  LiveChild(Workbench bench, List<String> options) {
    this.bench = bench;
    this.stats = bench.scratch("live.json");
    this.log = bench.scratch("live.log");
    words.addAll(CleanChild.launched());
    words.add("live");
    words.addAll(options);
    words.addAll(List.of("--stats", stats.toString(), "--status", "60s"));
  }

  /**
   * What was seen.
   *
   * @param minutes since the start, of each look
   * @param residentMb memory at each look, in MiB
   * @param cpuS processor time in all, in seconds
   * @param endS from the signal to the end, in seconds
   * @param stats its own figures, written at its end
   */
  record Seen(
      List<Double> minutes, List<Double> residentMb, double cpuS, double endS, JsonNode stats) {}

  /** Runs it for so long, looking so often, and ends it by SIGTERM. */
  Seen run(Duration time, Duration every) {
    try {
      ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
      Process process = builder.start();
      return StopSignal.during(process::destroy, () -> watch(process, time, every));
    } catch (IOException e) {
      throw new MediaException("cannot start derain live: " + e.getMessage(), e);
    }
  }

  private Seen watch(Process process, Duration time, Duration every) {
    List<Double> minutes = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    double cpuS = 0;
    long begun = System.nanoTime();
    try {
      while (System.nanoTime() - begun < time.toNanos()) {
        if (process.waitFor(every.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new MediaException("derain live ended by itself: " + tail());
        }
        minutes.add((System.nanoTime() - begun) / 6e10);
        Path status = Path.of("/proc/" + process.pid() + "/status");
        memory.add(Memory.figure(status, "VmRSS:") / (double) (1 << 20));
        cpuS = process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
        tell(minutes, memory);
      }
      long signal = System.nanoTime();
      process.destroy();
      if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
        throw new MediaException("derain live does not end: " + tail());
      }
      double endS = (System.nanoTime() - signal) / 1e9;
      return new Seen(minutes, memory, cpuS, endS, new ObjectMapper().readTree(stats.toFile()));
    } catch (InterruptedException e) {
      throw new MediaException("interrupted", e);
    } catch (IOException e) {
      throw new MediaException("derain live left no figures: " + tail(), e);
    } finally {
      process.destroyForcibly();
    }
  }

  private void tell(List<Double> minutes, List<Double> memory) {
    int last = minutes.size() - 1;
    if (last == 0 || Math.floor(minutes.get(last)) > Math.floor(minutes.get(last - 1))) {
      bench.say("soak: %.1f min, %.0f MiB", minutes.get(last), memory.get(last));
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("; ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "its output cannot be read";
    }
  }
}
