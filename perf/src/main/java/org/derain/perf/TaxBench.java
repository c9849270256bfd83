package org.derain.perf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.frames.MediaException;

/**
 * What the pipeline costs beside the network: {@code derain clean} with a network that changes
 * nothing and without alignment, against the bundled {@code ffmpeg} program that transcodes the
 * same clip with the same encoder settings. They take turns, so that a machine that grows slower
 * does so for both.
 *
 * @param clip to transcode; or null, then one is made
 * @param runs pairs of runs
 * @param bypass leave even the identity network out
 */
record TaxBench(Path clip, Size size, double seconds, int runs, boolean bypass) implements Bench {
  private static final int RATE = 25;
  private static final String CRF = "18";
  private static final String PRESET = "fast";

  @Override
  public String section(Workbench bench) {
    Path clip = clip() == null ? bench.clip(size, seconds, RATE) : clip();
    intoCache(clip);
    Transcode transcode = new Transcode(PRESET, CRF, bench.threads());
    MarkdownTable table =
        new MarkdownTable(
            "run",
            "ffmpeg s",
            "derain s",
            "ratio",
            "derain s without start",
            "ratio",
            "CPU s ffmpeg",
            "CPU s derain",
            "ratio",
            "bytes ratio");
    List<Double> whole = new ArrayList<>();
    List<Double> started = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    long theirs = -1;
    long ours = -1;
    for (int run = 1; run <= runs; run++) {
      Path reference = bench.scratch("ffmpeg.mp4");
      Child a =
          Child.run(
              "ffmpeg",
              transcode.words(Program.ffmpeg(), clip, reference),
              bench.scratch("ffmpeg.log"));
      CleanChild.Cleaned b =
          bench.clean().run(clip, CleanChild.IDENTITY, "--crf", CRF, "--preset", PRESET, without());
      double without = b.report().wallS();
      whole.add(b.process().wallS() / a.wallS());
      started.add(without / a.wallS());
      cpu.add(a.cpuS() > 0 ? b.process().cpuS() / a.cpuS() : Double.NaN);
      theirs = Math.max(theirs, a.peakMb());
      ours = Math.max(ours, b.process().peakMb());
      bench.say("tax run %d of %d: ratio %.3f", run, runs, whole.get(run - 1));
      table.row(
          run,
          a.wallS(),
          b.process().wallS(),
          three(whole.get(run - 1)),
          without,
          three(started.get(run - 1)),
          a.cpuS(),
          b.process().cpuS(),
          three(cpu.get(run - 1)),
          three(b.bytes() / (double) bytes(reference)));
    }
    Sample ratio = new Sample(whole);
    table.row(
        "median",
        "",
        "",
        three(ratio.median()),
        "",
        three(new Sample(started).median()),
        "",
        "",
        three(new Sample(cpu).median()),
        "");
    return String.format(
        """
        ## Pipeline tax: %s ratio of wall times (%s to %s)

        `derain clean` %s, against the bundled `ffmpeg` program, which transcodes the same
        clip: %s; x264 preset %s, CRF %s, the same key frames and threads. One
        after the other, in turns. "Without start" leaves out the start of Java, but nothing of
        ffmpeg's. Peak RSS: ffmpeg %s MiB, derain %s MiB.

        %s""",
        three(ratio.median()),
        three(ratio.min()),
        three(ratio.max()),
        bypass ? "without any network" : "with an identity network, without alignment",
        clip() == null ? String.format("%s, %s s, %d fps", size, Clips.text(seconds), RATE) : clip,
        PRESET,
        CRF,
        Child.megabytes(theirs),
        Child.megabytes(ours),
        table);
  }

  private String without() {
    return bypass ? "--bypass" : "--no-align";
  }

  private static String three(double ratio) {
    return String.format(java.util.Locale.ROOT, "%.3f", ratio);
  }

  private static void intoCache(Path clip) {
    try {
      Files.copy(clip, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new MediaException("cannot read " + clip + ": " + e.getMessage(), e);
    }
  }

  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new MediaException("ffmpeg made no file: " + e.getMessage(), e);
    }
  }
}
