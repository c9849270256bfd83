package org.derain.pipeline.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that show the same are treated once, and their windows are of pictures that differ. */
class RepeatsTest {
  private static final FrameFormat FORMAT = new FrameFormat(96, 64, 8);
  private static final int LEVELS = 20;

  private final List<byte[]> written = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final List<Set<String>> windows = new ArrayList<>();

  /** Frames that show what a script says, each with noise of its own. */
  private static final class Scripted implements FrameSource {
    private final FrameFormat format;
    private final List<String> script;
    private final int noise;
    private final Set<Integer> context;
    private int frame;

    Scripted(FrameFormat format, String script, int noise, Integer... context) {
      this.format = format;
      this.script = List.of(script.split(""));
      this.noise = noise;
      this.context = Set.of(context);
    }

    @Override
    public FrameFormat format() {
      return format;
    }

    @Override
    public boolean readsAhead() {
      return true;
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      if (frame == script.size()) {
        return false;
      }
      into.mat(1).put(new Scalar(128));
      into.mat(2).put(new Scalar(128));
      ByteBuffer luma = into.plane(0);
      Random scene = new Random(script.get(frame).charAt(0));
      Random own = new Random(frame);
      int blocks = format.width() / 8;
      int[] levels =
          IntStream.range(0, blocks * format.height() / 8)
              .map(i -> 60 + scene.nextInt(120))
              .toArray();
      for (int i = 0; i < format.width() * format.height(); i++) {
        int block = i / format.width() / 8 * blocks + i % format.width() / 8;
        int level = levels[block] + (noise == 0 ? 0 : own.nextInt(2 * noise + 1) - noise);
        if (format.sampleBytes() == 1) {
          luma.put((byte) level);
        } else {
          luma.putShort((short) (level << (format.bitDepth() - 8)));
        }
      }
      time.pts = frame;
      time.duration = 1;
      time.context = context.contains(frame);
      time.captions = null;
      time.captured = 0;
      frame++;
      return true;
    }

    @Override
    public void close() {}
  }

  /** Takes some levels off, or nothing. */
  private RainFilter darker(int levels) {
    return new RainFilter() {
      @Override
      public boolean onceForRepeats() {
        return true;
      }

      @Override
      public RainScore derain(Picture[] window, Picture into) {
        windows.add(
            Arrays.stream(window).map(p -> Arrays.toString(p.luma())).collect(Collectors.toSet()));
        into.copyFrom(window[window.length / 2]);
        Mat luma = into.mat(0);
        Scalar step = Scalar.all(levels << (into.format().bitDepth() - 8));
        try (Mat steps = new Mat(luma.size(), luma.type(), step)) {
          opencv_core.subtract(luma, steps, luma);
        }
        return RainScore.of(1);
      }
    };
  }

  private FrameCounts run(RainFilter filter, FrameSource source) {
    FrameSink sink =
        new FrameSink() {
          @Override
          public void write(Picture original, Picture derained, FrameTime time) {
            written.add(derained.luma());
            times.add(time.pts);
          }

          @Override
          public void close() {}
        };
    PipelineOptions options = PipelineOptions.defaults().withAlign(false);
    return new Pipeline(filter, options, (n, t, d, s) -> {}, note -> {}).run(source, sink).frames();
  }

  /** The luma of all frames of a script, some levels darker. */
  private List<byte[]> expected(FrameSource source, int levels) {
    List<byte[]> all = new ArrayList<>();
    try (Picture picture = new Picture(source.format());
        Picture darker = new Picture(source.format())) {
      FrameTime time = new FrameTime();
      while (source.next(picture, time)) {
        darker(levels).derain(new Picture[] {picture}, darker);
        if (!time.context) {
          all.add(darker.luma());
        }
      }
    }
    return all;
  }

  private void assertWritten(List<byte[]> expected) {
    assertEquals(expected.size(), written.size());
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(Arrays.equals(expected.get(i), written.get(i)), "frame " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aabbccddeeff, 0, 6",
    "aabbccddeeff, 3, 6",
    "aaabbbcccddd, 3, 4",
    "aaabbcccddeee, 3, 5",
    "abbcdeefghhi, 3, 9",
    "aaaaaaaabbbb, 0, 3"
  })
  void eachIsTreatedOnceAndKeepsItsOwnNoise(String script, int noise, int treated) {
    FrameCounts counts = run(darker(LEVELS), new Scripted(FORMAT, script, noise));
    assertEquals(treated, windows.size());
    assertEquals(script.length(), counts.out());
    assertEquals(script.length(), counts.derained());
    assertEquals(script.length(), counts.in());
    assertWritten(expected(new Scripted(FORMAT, script, noise), LEVELS));
    assertEquals(IntStream.range(0, script.length()).mapToObj(Long::valueOf).toList(), times);
  }

  @Test
  void windowsAreOfPicturesThatDiffer() {
    run(darker(LEVELS), new Scripted(FORMAT, "aabbccddeeffgghh", 3));
    // At the ends of the clip the nearest is repeated; from a to b the picture is another scene.
    windows.subList(3, 6).forEach(window -> assertEquals(5, window.size()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20})
  void aSceneThatLiesStillHasNoRepeats(int noise) {
    run(darker(LEVELS), new Scripted(FORMAT, "aaaaaaaaaaaa", noise));
    assertEquals(12, windows.size());
  }

  @Test
  void whatStandsStillAfterAMoveHasNone() {
    run(darker(LEVELS), new Scripted(FORMAT, "abcdeeeeeeeee", 3));
    assertEquals(13, windows.size());
  }

  @Test
  void whatIsNotChangedComesOutBitForBit() {
    run(darker(0), new Scripted(FORMAT, "aabbccdd", 3));
    assertEquals(4, windows.size());
    assertWritten(expected(new Scripted(FORMAT, "aabbccdd", 3), 0));
  }

  @Test
  void tenBitsToo() {
    FrameFormat deep = new FrameFormat(96, 64, 10);
    run(darker(LEVELS), new Scripted(deep, "aabbccdd", 3));
    assertEquals(4, windows.size());
    assertWritten(expected(new Scripted(deep, "aabbccdd", 3), LEVELS));
  }

  @Test
  void onlyWhatIsAskedForIsWritten() {
    Integer[] neighbours = {0, 1, 2, 7};
    run(darker(LEVELS), new Scripted(FORMAT, "aabbccdd", 3, neighbours));
    assertEquals(List.of(3L, 4L, 5L, 6L), times);
    assertWritten(expected(new Scripted(FORMAT, "aabbccdd", 3, neighbours), LEVELS));
  }

  @Test
  void whereEachFrameGetsItsOwnEachIsTreated() {
    Set<Long> seen = new HashSet<>();
    RainFilter own =
        (window, into) -> {
          into.copyFrom(window[window.length / 2]);
          seen.add((long) seen.size());
          return RainScore.of(1);
        };
    run(own, new Scripted(FORMAT, "aabbcc", 0));
    assertEquals(6, seen.size());
  }
}
