package org.derain.perf;

import java.nio.file.Path;
import java.util.List;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.media.CleanReport;

/**
 * Speed, latency and memory of {@code derain clean}.
 *
 * @param models names in the zoo or files, or {@link CleanChild#IDENTITY}
 * @param seconds length of the clips
 */
record SpeedBench(List<String> models, List<Size> sizes, double seconds) implements Bench {
  private static final int RATE = 25;

  @Override
  public String section(Workbench bench) {
    MarkdownTable table =
        new MarkdownTable(
            "model",
            "size",
            "frames",
            "fps",
            "x real time",
            "derain ms p50/p95/p99",
            "align ms p50/p95/p99",
            "end to end ms p50/p95/p99",
            "wall s",
            "peak RSS MiB");
    String device = "";
    for (String model : models) {
      for (Size size : sizes) {
        Path clip = bench.clip(size, seconds, RATE);
        CleanChild.Cleaned run = bench.clean().run(clip, model);
        CleanReport report = run.report();
        device = report.device();
        bench.say("clean %s %s: %.1f fps", report.model(), size, report.fps());
        table.row(
            report.model(),
            size,
            report.frames().out(),
            report.fps(),
            report.realtime(),
            text(report.latencyMs().derain()),
            text(report.latencyMs().gate()),
            text(report.latencyMs().endToEnd()),
            run.process().wallS(),
            Child.megabytes(run.process().peakMb()));
      }
    }
    return String.format(
        """
        ## Speed of `derain clean` (device %s)

        Generated clips of %s s at %d fps in which everything moves, H.264 in and out with the
        default settings. fps: frames over the time from opening the source to the finished file;
        wall: the whole process, with the start of Java. Latencies are per frame; end to end
        includes waiting for room in the ring, as files come faster than they can be cleaned.

        %s""",
        device, Clips.text(seconds), RATE, table);
  }

  private static String text(LatencyStats ms) {
    return MarkdownTable.number(ms.p50())
        + " / "
        + MarkdownTable.number(ms.p95())
        + " / "
        + MarkdownTable.number(ms.p99());
  }
}
