package org.derain.pipeline.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.Rational;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.clean.Treatment;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.scale.Scale;
import org.derain.pipeline.triage.Survey;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;

class EffortTest {
  private final List<FrameFormat> opened = new ArrayList<>();

  /** Remembers the size at which it is opened. */
  private final class Sized implements Treatment {
    @Override
    public String name() {
      return "sized";
    }

    @Override
    public Map<String, String> signature() {
      return Map.of();
    }

    @Override
    public Filter open(FrameFormat format, Rational rate, long first, Consumer<String> notes) {
      opened.add(format);
      RainFilter filter = (window, into) -> RainScore.of(1);
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

  private static Task task(String name, double seconds, int width, int height) {
    Recording recording =
        new Recording(
            Path.of(name),
            Path.of(name),
            CameraNames.VIOFO,
            "front",
            Recording.Kind.NORMAL,
            null,
            1,
            1);
    Survey survey = new Survey(seconds, 30, width, height, "h264", List.of(), null);
    return new Task(new Surveyed(recording, survey), 0, Action.CLEAN, List.of(), "");
  }

  @Test
  void theTrialIsMadeAtTheSizeAtWhichFramesAreAnalysed() {
    Plan plan =
        new Plan(List.of(), List.of(task("a.mp4", 10, 640, 360), task("b.mp4", 60, 320, 180)));
    CardRequest request =
        new CardRequest(
            Path.of("clean"),
            new Sized(),
            null,
            null,
            null,
            1,
            PipelineOptions.defaults().withScale(Scale.HALF),
            false,
            false,
            "1");
    Effort effort = Effort.of(plan, request);
    // Most points are in the second one: 60 s of a quarter of the points are more than 10 s.
    assertEquals(List.of(new FrameFormat(160, 90, 8)), opened);
    assertEquals(320, effort.width());
    // All points: 60 s at 30 frames per second, and 10 s of frames that are four times as large.
    double frames = 60 * 30 + 4 * 10 * 30;
    assertEquals(frames, effort.seconds() * effort.framesPerSecond(), 1e-6 * frames);
  }
}
