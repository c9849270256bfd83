package org.derain.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.CountingSource;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.Verdict;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which frames are looked at, and which are derained then. Groups begin at 7, 23, 39 and 55. */
@Timeout(60)
class WatchStageTest {
  private static final FrameFormat FORMAT = new FrameFormat(64, 48, 8);
  private static final int FRAMES = 60;

  private final List<List<Integer>> looks = new ArrayList<>();
  private final List<Integer> derained = new ArrayList<>();
  private final List<Float> scores = new ArrayList<>();
  private final List<Integer> changed = new ArrayList<>();

  /** Rain falls in some frames; what is derained has 7 for its last sample. */
  private RainFilter rain(IntPredicate falls, IntPredicate breaks) {
    return new RainFilter() {
      @Override
      public Optional<Function<Picture[], Verdict>> watch() {
        return Optional.of(this::look);
      }

      private Verdict look(Picture[] window) {
        List<Integer> frames = Arrays.stream(window).map(CountingSource::index).toList();
        looks.add(frames);
        if (breaks.test(frames.get(2))) {
          throw new MediaException("broken");
        }
        boolean wet = falls.test(frames.get(2));
        return new Verdict(RainScore.of(wet ? 1 : 0.125f), !wet);
      }

      @Override
      public RainScore derain(Picture[] window, Picture into) {
        derained.add(CountingSource.index(window[2]));
        into.copyFrom(window[2]);
        into.buffer().put(FORMAT.bytes() - 1, (byte) 7);
        return RainScore.of(0.75f);
      }
    };
  }

  /** Frames as of a file. */
  private static FrameSource file(Set<Integer> cuts, Set<Integer> context) {
    FrameSource frames = new CountingSource(FORMAT, FRAMES, cuts, context, -1);
    return new FrameSource() {
      @Override
      public FrameFormat format() {
        return FORMAT;
      }

      @Override
      public boolean next(Picture into, FrameTime time) {
        return frames.next(into, time);
      }

      @Override
      public boolean readsAhead() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private FrameCounts run(RainFilter filter, Set<Integer> cuts, Set<Integer> context, int slots) {
    return run(filter, file(cuts, context), slots);
  }

  private FrameCounts run(RainFilter filter, FrameSource source, int slots) {
    PipelineOptions usual = PipelineOptions.defaults();
    PipelineOptions options =
        new PipelineOptions(
            2, usual.align(), false, true, slots, usual.keep(), usual.scale(), usual.glass());
    FrameSink sink =
        new FrameSink() {
          @Override
          public void write(Picture original, Picture result, FrameTime time) {
            if (result.buffer().get(FORMAT.bytes() - 1) == 7) {
              changed.add(CountingSource.index(result));
            }
          }

          @Override
          public void close() {}
        };
    return new Pipeline(
            filter, options, (out, time, done, score) -> scores.add(score.rain()), note -> {})
        .run(source, sink)
        .frames();
  }

  private List<Integer> looked() {
    return looks.stream().map(window -> window.get(2)).toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void dryFramesGoByUntouched() {
    FrameCounts counts = run(rain(frame -> false, frame -> false), Set.of(), Set.of(), 16);
    assertEquals(List.of(0, 7, 23, 39, 55, 59), looked());
    assertEquals(List.of(21, 22, 23, 24, 25), looks.get(2));
    assertEquals(List.of(57, 58, 59, 59, 59), looks.get(5));
    assertEquals(List.of(), derained);
    assertEquals(List.of(), changed);
    assertEquals(new FrameCounts(FRAMES, FRAMES, FRAMES, 0, 0, 0), counts);
    assertEquals(Set.of(0.125f), Set.copyOf(scores));
  }

  @Test
  void rainIsTakenOffOnBothSidesOfALook() {
    run(rain(frame -> frame == 23, frame -> false), Set.of(), Set.of(), 16);
    assertEquals(range(7, 39), derained);
    assertEquals(range(7, 39), changed);
    assertEquals(0.125f, scores.get(6));
    assertEquals(0.75f, scores.get(7));
  }

  @Test
  void noGroupCrossesACut() {
    run(rain(frame -> frame == 29, frame -> false), Set.of(30), Set.of(), 16);
    assertEquals(List.of(0, 7, 23, 29, 30, 39, 55, 59), looked());
    assertEquals(List.of(27, 28, 29, 29, 29), looks.get(3));
    assertEquals(List.of(30, 30, 30, 31, 32), looks.get(4));
    assertEquals(range(23, 30), derained);
  }

  @Test
  void aLookThatFailsIsOneAtRain() {
    run(rain(frame -> false, frame -> frame == 39), Set.of(), Set.of(), 16);
    assertEquals(range(23, 55), derained);
  }

  @Test
  void aPartComesOutAsInTheWhole() {
    IntPredicate falls = frame -> frame == 23 || frame == 59;
    run(rain(falls, frame -> false), Set.of(), Set.of(), 16);
    List<Integer> whole = List.copyOf(changed);
    changed.clear();
    Set<Integer> context =
        Set.copyOf(Stream.concat(range(0, 30).stream(), range(45, 60).stream()).toList());
    run(rain(falls, frame -> false), Set.of(), context, 16);
    assertEquals(whole.stream().filter(frame -> !context.contains(frame)).toList(), changed);
    assertEquals(range(30, 39), changed);
  }

  /** Who waits for each frame, as a camera does, gets no more delay. */
  @Test
  void whatIsNotReadAheadIsNotLookedAt() {
    run(rain(frame -> false, frame -> false), new CountingSource(FORMAT, FRAMES), 16);
    assertEquals(List.of(), looks);
    assertEquals(range(0, FRAMES), derained);
  }

  @Test
  void aShortRingHasShortGroups() {
    run(rain(frame -> false, frame -> false), Set.of(), Set.of(), 8);
    assertEquals(List.of(0, 7, 15, 23, 31, 39, 47, 55, 59), looked());
  }
}
