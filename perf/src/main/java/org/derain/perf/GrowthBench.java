package org.derain.perf;

import java.nio.file.Path;
import java.util.List;

/**
 * How memory and time grow with the length of a clip.
 *
 * @param lengths of the clips, in seconds, ascending
 * @param model a name in the zoo, a file, or {@link CleanChild#IDENTITY}
 * @param rate frames per second of the clips
 */
record GrowthBench(Size size, List<Double> lengths, String model, int rate) implements Bench {
  @Override
  public String section(Workbench bench) {
    MarkdownTable table =
        new MarkdownTable(
            "clip s", "frames", "wall s", "ms per further frame", "peak RSS MiB", "to first");
    double[] frames = new double[lengths.size()];
    double[] walls = new double[lengths.size()];
    long[] memory = new long[lengths.size()];
    for (int i = 0; i < lengths.size(); i++) {
      Path clip = bench.clip(size, lengths.get(i), rate);
      CleanChild.Cleaned run = bench.clean().run(clip, model);
      frames[i] = run.report().frames().out();
      walls[i] = run.process().wallS();
      memory[i] = run.process().peakMb();
      bench.say(
          "growth %s s: %.1f s, %s MiB",
          Clips.text(lengths.get(i)), walls[i], Child.megabytes(memory[i]));
      table.row(
          Clips.text(lengths.get(i)),
          Math.round(frames[i]),
          walls[i],
          i == 0 ? "" : 1000 * (walls[i] - walls[i - 1]) / (frames[i] - frames[i - 1]),
          Child.megabytes(memory[i]),
          memory[0] < 0 ? "n/a" : MarkdownTable.number(memory[i] / (double) memory[0]));
    }
    String line = "";
    if (lengths.size() > 1) {
      Line time = Line.through(frames, walls);
      line =
          String.format(
              java.util.Locale.ROOT,
              "Straight line through the times: %.2f s at once and %.2f ms for each frame.%n%n",
              time.intercept(),
              1000 * time.slope());
    }
    return String.format(
        """
        ## Growth with the clip's length

        `derain clean --model %s` on the same scene, %s at %d fps, for longer and longer; whole
        processes, with the start of Java.

        %s%s""",
        model, size, rate, line, table);
  }
}
