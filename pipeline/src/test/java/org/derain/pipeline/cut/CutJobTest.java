package org.derain.pipeline.cut;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.derain.clips.Clip;
import org.derain.frames.FrameFormat;
import org.derain.frames.Rational;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.clean.CleanListener;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.Treatment;
import org.derain.pipeline.clean.WorkFolder;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutJobTest {
  @TempDir Path folder;

  /** Leaves frames as they are, and remembers what size they have. */
  private static final class Seen implements Treatment {
    final List<FrameFormat> opened = new ArrayList<>();
    final List<FrameFormat> frames = new ArrayList<>();

    @Override
    public String name() {
      return "seen";
    }

    @Override
    public Map<String, String> signature() {
      return Map.of("treatment", "seen");
    }

    @Override
    public Filter open(FrameFormat format, Rational rate, long first, Consumer<String> notes) {
      opened.add(format);
      RainFilter filter =
          (window, into) -> {
            frames.add(window[window.length / 2].format());
            into.copyFrom(window[window.length / 2]);
            return RainScore.of(1);
          };
      return new Filter() {
        @Override
        public RainFilter frames() {
          return filter;
        }

        @Override
        public String device() {
          return "cpu";
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void stretchesAreAnalysedAtTheScaleThatIsAskedFor() throws Exception {
    Path in =
        Clip.make(
            folder.resolve("in.mp4"),
            "-f lavfi -i testsrc2=s=192x128:r=10 -frames:v 40 -c:v libx264 -g 10 -bf 0");
    Path out = folder.resolve("out.mp4");
    Seen seen = new Seen();
    CleanRequest request =
        new CleanRequest(
            in,
            out,
            seen,
            EncoderSettings.of(Codec.H264, null, "ultrafast", 1),
            PipelineOptions.defaults().withScale(Scale.HALF),
            Cut.ALL,
            false,
            true,
            false);
    CutJob.Result result = new CutJob(request, List.of(new Span(1.2, 1.8)), "1", new Quiet()).run();
    assertEquals(new CutJob.Result(40, 10), result);
    FrameFormat half = new FrameFormat(96, 64, 8);
    assertEquals(List.of(half), seen.opened);
    assertEquals(List.of(half), seen.frames.stream().distinct().toList());
    assertEquals(40, Clip.frameTimes(out).size());
  }

  private CutJob job(Path in, Path out, Seen seen) {
    CleanRequest request =
        new CleanRequest(
            in,
            out,
            seen,
            EncoderSettings.of(Codec.H264, null, "ultrafast", 1),
            PipelineOptions.defaults(),
            Cut.ALL,
            false,
            true,
            false);
    return new CutJob(request, List.of(new Span(1.2, 1.8), new Span(4.5, 6)), "1", new Quiet());
  }

  @Test
  void stretchesThatWereEncodedElsewhereAreOnlyJoined() throws Exception {
    Path in =
        Clip.make(
            folder.resolve("in.mp4"),
            "-f lavfi -i testsrc2=s=192x128:r=10 -f lavfi -i sine -t 6 -c:a aac -c:v libx264 -g 10"
                + " -bf 0 -sc_threshold 0");
    Path alone = folder.resolve("alone.mp4");
    CutJob.Result result = job(in, alone, new Seen()).run();
    assertEquals(new CutJob.Result(60, 30), result);

    Path out = Files.createDirectory(folder.resolve("apart")).resolve("alone.mp4");
    List<Span> stretches = job(in, out, new Seen()).stretches();
    assertEquals(List.of(new Span(1, 2), new Span(4, Double.POSITIVE_INFINITY)), stretches);
    Path work = Files.createDirectory(WorkFolder.of(out));
    for (int i = 0; i < stretches.size(); i++) {
      Path log = Files.createDirectory(folder.resolve("task" + i)).resolve("log");
      job(in, out, new Seen()).encode(i, log);
      Files.move(log, work.resolve(CutJob.name(i)));
    }
    Seen joining = new Seen();
    assertEquals(result, job(in, out, joining).run());
    assertEquals(List.of(), joining.opened);
    assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(out));
  }

  private static final class Quiet implements CleanListener {
    @Override
    public void note(String text) {}

    @Override
    public void begin(long frames, long finished) {}

    @Override
    public void progress(long frames) {}

    @Override
    public void finishing() {}
  }
}
