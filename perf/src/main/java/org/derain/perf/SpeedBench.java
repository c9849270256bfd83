package org.derain.perf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.derain.frames.MediaException;
import org.derain.frames.VideoReader;
import org.derain.pipeline.Latencies;
import org.derain.pipeline.clean.CleanReport;
import org.derain.zoo.ModelCard;
import org.derain.zoo.Zoo;

/**
 * How fast {@code derain clean} is, on rainy and on dry clips, beside {@code ffmpeg}, which
 * transcodes the same clip with the same encoder settings and threads. They take turns, so that a
 * machine that grows slower does so for all.
 *
 * @param models names in the zoo or files, or {@link CleanChild#IDENTITY}
 * @param seconds length of generated clips
 * @param runs of each
 * @param own footage in place of generated clips, by what it is called; empty: none
 * @param preset of x264
 * @param json receives the figures; null: nothing does
 * @param before figures of an earlier run; null: none
 */
record SpeedBench(
    List<String> models,
    List<Size> sizes,
    double seconds,
    int runs,
    Map<String, Path> own,
    String preset,
    Path json,
    SpeedFile before)
    implements Bench {
  private static final int RATE = 25;
  private static final String CRF = "18";

  @Override
  public String section(Workbench bench) {
    List<SpeedRow> rows = new ArrayList<>();
    clips(bench).forEach((clip, kind) -> rows.addAll(rows(bench, clip, kind)));
    if (json != null) {
      SpeedFile.of(seconds, runs, rows).write(json);
    }
    MarkdownTable table =
        new MarkdownTable(
            "clip",
            "size",
            "model",
            "times ffmpeg",
            "before",
            "fps",
            "rainy %",
            "network ms",
            "% decode / align / network / steady / encode",
            "GMAC/s",
            "peak RSS MiB");
    rows.forEach(row -> add(table, row));
    return String.format(
        """
        ## Speed of `derain clean` beside FFmpeg

        Wall times of whole processes, with the start of Java, as multiples of what the `ffmpeg`
        program takes to transcode the same clip (x264 preset %s, CRF %s, the same key frames and
        threads), in turns: the median of %d, the least and the largest. %s fps: without the start.
        Rainy: frames in which the network saw rain; only those are steadied. Stages: medians per
        frame as shares of their sum; they overlap. "Before": the ratio of an earlier run.

        %s""",
        preset, CRF, runs, origin(), table);
  }

  private String origin() {
    return own.isEmpty()
        ? String.format(
            "Generated clips of %s s at %d fps in which everything moves.",
            Clips.text(seconds), RATE)
        : "Clips: " + own + ".";
  }

  /** What to clean, and what it is called. */
  private Map<Path, String> clips(Workbench bench) {
    Map<Path, String> clips = new LinkedHashMap<>();
    if (!own.isEmpty()) {
      own.forEach((kind, clip) -> clips.put(clip, kind));
      return clips;
    }
    for (Size size : sizes) {
      Path dry = bench.clip(size, seconds, RATE);
      clips.put(bench.rainy(dry), "rainy");
      clips.put(dry, "dry");
    }
    return clips;
  }

  private List<SpeedRow> rows(Workbench bench, Path clip, String kind) {
    Transcode transcode = new Transcode(preset, CRF, bench.threads());
    Optional<String> ffmpeg = ffmpeg(bench);
    Map<String, List<Run>> all = new LinkedHashMap<>();
    for (int run = 1; run <= runs; run++) {
      double theirs = ffmpeg.map(program -> theirs(bench, transcode, program, clip)).orElse(0.0);
      for (String model : models) {
        CleanChild.Cleaned ours =
            bench.clean().run(clip, model, transcode.options().toArray(String[]::new));
        double ratio = theirs > 0 ? ours.process().wallS() / theirs : 0;
        bench.say(
            "%s %s %s, run %d of %d: %.1f fps, ratio %.2f",
            kind, ours.report().model(), size(clip), run, runs, ours.report().fps(), ratio);
        all.computeIfAbsent(model, name -> new ArrayList<>()).add(new Run(ratio, ours));
      }
    }
    return all.entrySet().stream().map(e -> row(kind, clip, e.getKey(), e.getValue())).toList();
  }

  /** To compare with; without it there are no ratios, and all else. */
  private static Optional<String> ffmpeg(Workbench bench) {
    try {
      return Optional.of(Program.ffmpeg());
    } catch (MediaException e) {
      bench.say("no ratios: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private static double theirs(Workbench bench, Transcode transcode, String program, Path clip) {
    List<String> words = transcode.words(program, clip, bench.scratch("ffmpeg.mp4"));
    return Child.run("ffmpeg", words, bench.scratch("ffmpeg.log")).wallS();
  }

  /** A run of a model, and how much longer than ffmpeg it took. */
  private record Run(double ratio, CleanChild.Cleaned cleaned) {}

  private static SpeedRow row(String kind, Path clip, String model, List<Run> all) {
    List<Run> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingDouble(run -> run.cleaned.process().wallS()));
    CleanChild.Cleaned cleaned = sorted.get(sorted.size() / 2).cleaned;
    CleanReport report = cleaned.report();
    Latencies l = report.latencyMs();
    Sample ratios = new Sample(all.stream().map(Run::ratio).toList());
    Size size = size(clip);
    double network = l.derain().p50();
    return new SpeedRow(
        kind,
        size.toString(),
        report.model(),
        rounded(ratios.median()),
        rounded(ratios.min()),
        rounded(ratios.max()),
        report.fps(),
        rounded(rainy(report)),
        new SpeedRow.Stages(
            l.decode().p50(), l.gate().p50(), network, l.steady().p50(), l.encode().p50()),
        network > 0 ? rounded(gmac(model, size) / network * 1000) : 0,
        cleaned.process().peakMb());
  }

  private static double rainy(CleanReport report) {
    if (report.rain() == null) {
      return 0;
    }
    long all = report.rain().types().values().stream().mapToLong(n -> n).sum();
    return all == 0 ? 0 : 1 - report.rain().types().getOrDefault("dry", 0L) / (double) all;
  }

  /** What a frame costs, by the model's card; 0 without one. */
  private static double gmac(String model, Size size) {
    double pixels = size.width() * (double) size.height();
    return model.equals(CleanChild.IDENTITY)
        ? 0
        : Zoo.load(model).card().map(ModelCard::gmac720p).orElse(0.0) * pixels / (1280 * 720);
  }

  private static Size size(Path clip) {
    try (VideoReader reader = VideoReader.open(clip)) {
      return new Size(reader.format().width(), reader.format().height());
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private void add(MarkdownTable table, SpeedRow row) {
    String ratio =
        row.ratio() == 0
            ? "n/a"
            : String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", row.ratio(), row.least(), row.most());
    table.row(
        row.clip(),
        row.size(),
        row.model(),
        ratio,
        before == null
            ? ""
            : before.like(row).map(then -> MarkdownTable.number(then.ratio())).orElse("n/a"),
        row.fps(),
        Math.round(100 * row.rainy()),
        row.ms().network(),
        row.ms().shares(),
        row.gmacPerS() == 0 ? "n/a" : MarkdownTable.number(row.gmacPerS()),
        Child.megabytes(row.peakMb()));
  }
}
