package org.derain.app.clean;

import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.Latencies;
import org.derain.pipeline.LatencyStats;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.clean.RainReport;
import org.derain.pipeline.still.StillJob;

/** The figures of a run as text. */
final class FiguresTable {
  private FiguresTable() {}

  /** Several lines, ending with a line break. */
  static String of(CleanReport report) {
    StringBuilder text = new StringBuilder();
    line(text, "%s -> %s", report.input(), report.output());
    line(
        text,
        "  model %s on %s, %dx%d%s",
        report.model(),
        report.device(),
        report.width(),
        report.height(),
        report.scale() == null || report.scale() == 1
            ? ""
            : ", analysed at 1/" + report.scale() + " of that");
    FrameCounts f = report.frames();
    line(
        text,
        "  frames   in %d, out %d, derained %d, passed %d, dropped %d, corrupt %d",
        f.in(),
        f.out(),
        f.derained(),
        f.passed(),
        f.dropped(),
        f.corrupt());
    boolean video = !StillJob.isStill(Path.of(report.output()));
    String speed =
        video
            ? String.format(
                Locale.ROOT, "%.1f fps, %.2f x real time, ", report.fps(), report.realtime())
            : "";
    line(text, "  speed    %s%.1f s, at most %d MB", speed, report.wallS(), report.peakRssMb());
    if (report.rain() != null) {
      StringJoiner types = new StringJoiner(", ");
      report.rain().types().forEach((type, count) -> types.add(count + " " + type));
      line(text, "  rain     %.2f on average; frames: %s", report.rain().mean(), types);
      dry(text, report.rain());
    }
    report.errors().forEach((error, count) -> line(text, "  passed   %d frames: %s", count, error));
    if (video) {
      latencies(text, report.latencyMs());
    }
    return text.toString();
  }

  /** Where nothing counted as rain, the user may know better. */
  private static void dry(StringBuilder text, RainReport rain) {
    double s = rain.sensitivity();
    if (rain.rainy() == 0 && s > 0) {
      line(
          text,
          "  dry      no frame counts as rainy (%.2f or more), so little or nothing was changed;",
          1 - s);
      line(text, "           if it does rain: %s--always", s < 0.9 ? "--sensitivity 0.9, or " : "");
    }
  }

  private static void latencies(StringBuilder text, Latencies l) {
    line(text, "  %-12s %9s %9s %9s %9s", "ms per frame", "p50", "p95", "p99", "max");
    stage(text, "decode", l.decode());
    stage(text, "wait", l.waited());
    stage(text, "gate", l.gate());
    stage(text, "derain", l.derain());
    stage(text, "steady", l.steady());
    stage(text, "encode", l.encode());
    stage(text, "end to end", l.endToEnd());
  }

  private static void stage(StringBuilder text, String name, LatencyStats s) {
    line(text, "  %-12s %9.1f %9.1f %9.1f %9.1f", name, s.p50(), s.p95(), s.p99(), s.max());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
