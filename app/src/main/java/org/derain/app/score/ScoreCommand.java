package org.derain.app.score;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.derain.app.cli.Clock;
import org.derain.app.cli.CutOptions;
import org.derain.app.cli.Failures;
import org.derain.app.cli.MediaFiles;
import org.derain.app.cli.OutputFile;
import org.derain.app.cli.Progress;
import org.derain.app.cli.Screen;
import org.derain.app.cli.TextTable;
import org.derain.app.cli.Usage;
import org.derain.frames.MediaException;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.zoo.Zoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derain score}: how much and what rain there is, frame by frame. */
@Command(
    name = "score",
    sortOptions = false,
    description = {
      "Say how much it rains and what kind of rain it is, frame by frame.",
      "%nThe amount runs from 0, dry, to 1; 0.5 is the border. Types are dry, streaks, night (rain"
          + " in the dark, seen near lamps) and drops (on the glass). A line per frame, then the"
          + " segments of equal type and a timeline. Times count from the beginning of the video.%n"
    },
    footerHeading = "%nExamples%n",
    footer = {
      "  derain score trip.mp4",
      "  derain score card/*.mp4 --brief --every 25 --csv rain.csv",
      "  derain score trip.mp4 --start 1:30 --duration 20 --json rain.json --html rain.html"
    })
public final class ScoreCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "IN",
      description = "Videos, pictures, or folders of them.")
  private List<Path> inputs;

  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      defaultValue = Zoo.VIDEOS,
      description = "A model of the zoo, or an ONNX file of ours. Default: " + Zoo.VIDEOS + ".")
  private String name;

  @Option(
      names = "--device",
      paramLabel = "WHERE",
      defaultValue = "auto",
      description = "auto, cpu, cuda or tensorrt. Default: auto.")
  private Device device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads for the network and the decoder. Default: all cores.")
  private int threads;

  @Mixin private CutOptions part;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "1",
      description = "Look at every Nth frame only, which is quicker. Default: 1, all.")
  private int every;

  @Option(names = "--brief", description = "Leave out the lines for single frames.")
  private boolean brief;

  @Option(names = "--json", paramLabel = "OUT.json", description = "Write the scores as JSON.")
  private Path json;

  @Option(names = "--csv", paramLabel = "OUT.csv", description = "Write a line per frame as CSV.")
  private Path csv;

  @Option(
      names = "--html",
      paramLabel = "OUT.html",
      description = "Write the timelines as one HTML page.")
  private Path html;

  @Spec private CommandSpec spec;

  /** Made by picocli. */
  public ScoreCommand() {}

  @Override
  public Integer call() {
    Usage.check(
        spec,
        DerainerOptions.threadsProblem(threads),
        Usage.when(every < 1, "--every is 1 or more, not " + every),
        part.cutProblem());
    OutputFile.check(json);
    OutputFile.check(csv);
    OutputFile.check(html);
    List<Path> files = MediaFiles.expand(inputs);
    Screen screen = Screen.current();
    PrintWriter out = spec.commandLine().getOut();
    List<ClipScore> clips = new ArrayList<>();
    DerainerOptions options = DerainerOptions.defaults().withDevice(device).withThreads(threads);
    try (ClipScorer scorer = new ClipScorer(Zoo.load(name), options, every)) {
      for (Path file : files) {
        try {
          clips.add(score(scorer, file, files.size() > 1, screen, out));
        } catch (MediaException e) {
          if (files.size() == 1 || e.getCause() instanceof CancellationException) {
            throw e;
          }
          Failures.report(e, spec.commandLine());
        }
      }
    }
    if (files.size() > 1) {
      out.print(summary(clips));
    }
    out.flush();
    OutputFile.write(json, () -> ScoreJson.of(clips, files.size() > 1));
    OutputFile.write(csv, () -> ScoreCsv.of(clips));
    OutputFile.write(html, () -> ScoreHtml.of(clips));
    int failed = files.size() - clips.size();
    if (failed > 0) {
      throw new MediaException(failed + " of " + files.size() + " files failed, see above");
    }
    return 0;
  }

  private ClipScore score(
      ClipScorer scorer, Path file, boolean titled, Screen screen, PrintWriter out) {
    Consumer<FrameScore> show = brief ? frame -> {} : frame -> show(frame, screen, out);
    try (Progress progress = progress(file)) {
      if (titled && !brief) {
        out.println(file);
        out.flush();
      }
      ClipScore clip = scorer.score(file, part.cut(), progress, show);
      progress.close();
      if (titled && brief) {
        out.println(file);
      }
      out.printf(
          Locale.ROOT,
          "%d frames, rain %.2f on average, %.0f %% of the frames rainy (%s)%n",
          clip.frames().size(),
          clip.mean(),
          100 * clip.rainyShare(),
          clip.model());
      if (clip.frames().size() > 1) {
        out.print(segments(clip));
        out.print(Timeline.of(clip, screen));
      }
      if (titled) {
        out.println();
      }
      out.flush();
      return clip;
    }
  }

  /** Lines for frames that run over the terminal are progress enough. */
  private Progress progress(Path file) {
    PrintWriter err = spec.commandLine().getErr();
    boolean lines = !brief && System.console() != null;
    return lines ? Progress.quiet(err) : Progress.of(file.getFileName().toString(), err);
  }

  private static void show(FrameScore frame, Screen screen, PrintWriter out) {
    String bar = "▇".repeat((int) Math.round(frame.rain() * 20));
    out.printf(
        Locale.ROOT,
        "%10s  %.2f  %-7s  %s%n",
        Clock.text(frame.t(), 2),
        frame.rain(),
        frame.type(),
        screen.paint(Timeline.colour(frame.type()), bar));
    out.flush();
  }

  private static String segments(ClipScore clip) {
    TextTable table = new TextTable("from", "to", "type", "rain").left(2);
    for (Segment segment : Segment.of(clip)) {
      table.row(
          Clock.text(segment.from(), 1),
          Clock.text(segment.to(), 1),
          segment.type().toString(),
          String.format(Locale.ROOT, "%.2f", segment.mean()));
    }
    return table.toString().indent(2);
  }

  private static String summary(List<ClipScore> clips) {
    TextTable table =
        new TextTable("frames", "rain", "rainy", "streaks", "night", "drops", "file").left(6);
    for (ClipScore clip : clips) {
      List<String> cells = new ArrayList<>();
      cells.add(String.valueOf(clip.frames().size()));
      cells.add(String.format(Locale.ROOT, "%.2f", clip.mean()));
      cells.add(String.format(Locale.ROOT, "%.0f %%", 100 * clip.rainyShare()));
      clip.types().values().stream().skip(1).forEach(count -> cells.add(String.valueOf(count)));
      cells.add(clip.input());
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }
}
