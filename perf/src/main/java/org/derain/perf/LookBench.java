package org.derain.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derain.frames.MediaException;

/**
 * How fast a card is looked at: {@code derain dashcam --plan} over recordings with a key frame each
 * second, against {@code ffmpeg} that decodes nothing but their key frames. They take turns, so
 * that a machine that grows slower does so for both. The start of Java is counted.
 *
 * @param clip dry footage; null: one is made
 * @param files recordings
 * @param seconds of each
 */
record LookBench(Path clip, Size size, int files, double seconds, int rate, int runs, String model)
    implements Bench {
  /** What a dashcam writes at 1920x1080, and so much more or less at other sizes. */
  private static final double BITS_PER_POINT = 14e6 / (1920 * 1080);

  private static final int ONCE_S = 10;

  @Override
  public String section(Workbench bench) {
    try {
      return measure(bench);
    } catch (IOException e) {
      throw new MediaException("cannot measure the look: " + e.getMessage(), e);
    }
  }

  private String measure(Workbench bench) throws IOException {
    Path card = Files.createDirectories(bench.scratch("card"));
    List<Path> recordings = recordings(card, bench);
    MarkdownTable table =
        new MarkdownTable("run", "wall s", "CPU s", "ffmpeg's CPU s", "ratio", "times real time");
    List<Double> ratios = new ArrayList<>();
    List<Double> speeds = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      double keys = 0;
      for (Path recording : recordings) {
        keys += Child.run("ffmpeg", keyFrames(recording), bench.scratch("ffmpeg.log")).cpuS();
      }
      List<String> words = new ArrayList<>(CleanChild.launched());
      words.addAll(List.of("dashcam", card.toString(), "-o", bench.scratch("clean").toString()));
      words.addAll(List.of("--model", model, "--plan"));
      Child look = Child.run("derain dashcam", words, bench.scratch("look.log"));
      ratios.add(look.cpuS() / keys);
      speeds.add(files * seconds / look.wallS());
      costs.add(files * seconds / look.cpuS());
      bench.say("look %d of %d: ratio %.2f", run, runs, ratios.get(run - 1));
      table.row(run, look.wallS(), look.cpuS(), keys, ratios.get(run - 1), speeds.get(run - 1));
    }
    return String.format(
        Locale.ROOT,
        """
        ## The look over %d recordings of %s s, %s, %d fps, model %s

        %s
        Medians: %.2f times ffmpeg's processor time for the key frames alone, %.0f times real time
        by the clock; a second of processor time is enough for %.0f s of recordings.
        """,
        files,
        Clips.text(seconds),
        size,
        rate,
        model,
        table,
        new Sample(ratios).median(),
        new Sample(speeds).median(),
        new Sample(costs).median());
  }

  /** The same ten seconds again and again: only what they are encoded to matters. */
  private List<Path> recordings(Path card, Workbench bench) throws IOException {
    Path once = bench.scratch("once.mp4");
    Path dry = clip == null ? bench.clip(size, ONCE_S, rate) : clip;
    long bits = Math.round(BITS_PER_POINT * size.width() * size.height());
    List<String> words = ffmpeg("-stream_loop", "-1", "-i", dry.toString(), "-t", "" + ONCE_S);
    words.addAll(List.of("-vf", "fps=" + rate + ",scale=" + size.width() + ":" + size.height()));
    words.addAll(List.of("-an", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast"));
    words.addAll(List.of("-b:v", "" + bits, "-bf", "0", "-g", "" + rate, once.toString()));
    Child.run("ffmpeg", words, bench.scratch("ffmpeg.log"));
    List<Path> recordings = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      Path file = card.resolve(String.format(Locale.ROOT, "20230515%02d0000_%06dF.MP4", i, i));
      List<String> repeat = ffmpeg("-stream_loop", "-1", "-i", once.toString());
      repeat.addAll(List.of("-t", Clips.text(seconds), "-c", "copy", file.toString()));
      Child.run("ffmpeg", repeat, bench.scratch("ffmpeg.log"));
      recordings.add(file);
    }
    return recordings;
  }

  private static List<String> keyFrames(Path recording) {
    List<String> words = ffmpeg("-skip_frame", "nokey", "-i", recording.toString());
    words.addAll(List.of("-an", "-fps_mode", "passthrough", "-f", "null", "-"));
    return words;
  }

  private static List<String> ffmpeg(String... words) {
    List<String> all = new ArrayList<>(List.of(Program.ffmpeg(), "-v", "error", "-nostdin", "-y"));
    all.addAll(List.of(words));
    return all;
  }
}
