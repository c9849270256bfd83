package org.derain.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.CountingSource;
import org.derain.pipeline.FrameCounts;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Latencies;
import org.derain.pipeline.PanSource;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.scale.Scale;
import org.derain.zoo.Contract;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which frames the network sees, what comes out, and what happens when something breaks. */
@Timeout(60)
class PipelineTest {
  private static final FrameFormat FORMAT = new FrameFormat(64, 48, 8);
  private static final PipelineOptions OPTIONS = PipelineOptions.defaults();
  private static final PipelineOptions STEADY = OPTIONS.withSteady(true);

  private final List<List<Integer>> windows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Notes what it sees; the result is the centre frame with its last sample set to 7. */
  private final RainFilter recording =
      (window, into) -> {
        windows.add(Arrays.stream(window).map(CountingSource::index).toList());
        into.copyFrom(window[window.length / 2]);
        into.buffer().put(FORMAT.bytes() - 1, (byte) 7);
        return RainScore.of(0.25f);
      };

  /** The same with windows of three, and a pause before each. */
  private RainFilter ofThree(long pause) {
    return new RainFilter() {
      @Override
      public int window() {
        return 3;
      }

      @Override
      public RainScore derain(Picture[] window, Picture into) {
        LockSupport.parkNanos(pause);
        return recording.derain(window, into);
      }
    };
  }

  /** A sink that notes the frames it is given. */
  private static final class Recorder implements FrameSink {
    final List<Integer> frames = new ArrayList<>();
    final List<Boolean> derained = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    int failsAt = -1;

    @Override
    public void write(Picture original, Picture result, FrameTime time) {
      if (frames.size() == failsAt) {
        throw new MediaException("the sink broke at " + failsAt);
      }
      assertEquals(CountingSource.index(original), CountingSource.index(result));
      frames.add(CountingSource.index(original));
      derained.add(original != result && result.buffer().get(FORMAT.bytes() - 1) == 7);
      times.add(time.pts);
    }

    @Override
    public void close() {}
  }

  private final Recorder sink = new Recorder();

  @AfterEach
  void noThreadIsLeft() {
    assertEquals(
        List.of(),
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith("derain-"))
            .toList());
  }

  private PipelineStats run(FrameSource source, PipelineOptions options) {
    return new Pipeline(recording, options, (out, time, derained, score) -> {}, notes::add)
        .run(source, sink);
  }

  @Test
  void onlyAPictureThatIsAllThereIsIsAStill() {
    List<Integer> stills = new ArrayList<>();
    RainFilter filter =
        new RainFilter() {
          @Override
          public RainScore derain(Picture[] window, Picture into) {
            return recording.derain(window, into);
          }

          @Override
          public RainScore derainStill(Picture still, Picture into, BooleanSupplier stopped) {
            stills.add(CountingSource.index(still));
            into.copyFrom(still);
            return RainScore.of(0);
          }
        };
    for (PipelineOptions options : List.of(OPTIONS, STEADY, OPTIONS.withFuture(0))) {
      for (int frames = 1; frames <= 2; frames++) {
        stills.clear();
        windows.clear();
        Set<Integer> cuts = Set.of(1);
        try (CountingSource source = new CountingSource(FORMAT, frames, cuts, Set.of(), -1);
            Recorder recorder = new Recorder()) {
          new Pipeline(filter, options, (out, time, derained, score) -> {}, notes::add)
              .run(source, recorder);
          boolean still = frames == 1 && options.future() > 0;
          assertEquals(still ? List.of(0) : List.of(), stills);
          assertEquals(still ? 0 : frames, windows.size());
          assertEquals(frames, recorder.frames.size());
        }
      }
    }
  }

  @Test
  void windowsRepeatTheNearestFrameAtTheEnds() {
    PipelineStats stats = run(new CountingSource(FORMAT, 5), OPTIONS);
    assertEquals(
        List.of(
            List.of(0, 0, 0, 1, 2),
            List.of(0, 0, 1, 2, 3),
            List.of(0, 1, 2, 3, 4),
            List.of(1, 2, 3, 4, 4),
            List.of(2, 3, 4, 4, 4)),
        windows);
    assertEquals(List.of(1000L, 1040L, 1080L, 1120L, 1160L), sink.times);
    assertEquals(new FrameCounts(5, 5, 5, 0, 0, 0), stats.frames());
  }

  @Test
  void windowsStopAtACut() {
    run(new CountingSource(FORMAT, 6, Set.of(3), Set.of(), -1), OPTIONS);
    assertEquals(List.of(0, 0, 1, 2, 2), windows.get(1));
    assertEquals(List.of(0, 1, 2, 2, 2), windows.get(2));
    assertEquals(List.of(3, 3, 3, 4, 5), windows.get(3));
    assertEquals(List.of(3, 3, 4, 5, 5), windows.get(4));
  }

  @Test
  void causalWindowsRepeatTheCentre() {
    run(new CountingSource(FORMAT, 4), OPTIONS.withFuture(0));
    assertEquals(List.of(0, 0, 0, 0, 0), windows.get(0));
    assertEquals(List.of(0, 0, 1, 1, 1), windows.get(1));
    assertEquals(List.of(1, 2, 3, 3, 3), windows.get(3));
  }

  @Test
  void windowsOfThreeLookOneFrameEachWay() {
    Set<Integer> cuts = Set.of(3);
    PipelineStats stats =
        new Pipeline(ofThree(0), OPTIONS, (out, time, derained, score) -> {}, notes::add)
            .run(new CountingSource(FORMAT, 5, cuts, Set.of(), -1), sink);
    assertEquals(
        List.of(
            List.of(0, 0, 1),
            List.of(0, 1, 2),
            List.of(1, 2, 2),
            List.of(3, 3, 4),
            List.of(3, 4, 4)),
        windows);
    assertEquals(new FrameCounts(5, 5, 5, 0, 0, 0), stats.frames());
    windows.clear();
    new Pipeline(ofThree(0), OPTIONS.withFuture(0), (out, time, derained, score) -> {}, notes::add)
        .run(new CountingSource(FORMAT, 5, cuts, Set.of(), -1), new Recorder());
    assertEquals(
        List.of(
            List.of(0, 0, 0),
            List.of(0, 1, 1),
            List.of(1, 2, 2),
            List.of(3, 3, 3),
            List.of(3, 4, 4)),
        windows);
  }

  @Test
  void oneAndTwoFramesAreEnough() {
    run(new CountingSource(FORMAT, 1), OPTIONS);
    run(new CountingSource(FORMAT, 2), OPTIONS);
    assertEquals(
        List.of(List.of(0, 0, 0, 0, 0), List.of(0, 0, 0, 1, 1), List.of(0, 0, 1, 1, 1)), windows);
    PipelineStats none = run(new CountingSource(FORMAT, 0), OPTIONS);
    assertEquals(0, none.frames().out());
    assertEquals(0, none.fps());
  }

  @Test
  void anyLengthCutsAndSpeedsGiveEveryFrameItsWindow() {
    Random random = new Random(7);
    for (int round = 0; round < 25; round++) {
      windows.clear();
      sink.frames.clear();
      sink.times.clear();
      int frames = random.nextInt(70);
      Set<Integer> cuts = new TreeSet<>();
      for (int i = 2 + random.nextInt(5); i < frames; i += 2 + random.nextInt(9)) {
        cuts.add(i);
      }
      int future = random.nextBoolean() ? 2 : 0;
      long pause = random.nextInt(3) * 100_000L;
      boolean three = random.nextBoolean();
      RainFilter five =
          (window, into) -> {
            LockSupport.parkNanos(pause);
            return recording.derain(window, into);
          };
      RainFilter slow = three ? ofThree(pause) : five;
      PipelineOptions options =
          new PipelineOptions(
              future,
              random.nextBoolean(),
              false,
              random.nextBoolean(),
              8,
              List.of(),
              Scale.FULL,
              null);
      new Pipeline(slow, options, (out, time, derained, score) -> {}, notes::add)
          .run(new CountingSource(FORMAT, frames, cuts, Set.of(), -1), sink);
      assertEquals(IntStream.range(0, frames).boxed().toList(), sink.frames);
      int reach = three ? 1 : 2;
      assertEquals(expected(frames, cuts, Math.min(future, reach), reach), windows, "cuts " + cuts);
    }
  }

  private static List<List<Integer>> expected(
      int frames, Set<Integer> cuts, int future, int reach) {
    List<List<Integer>> windows = new ArrayList<>();
    for (int t = 0; t < frames; t++) {
      int first = t;
      while (first > 0 && !cuts.contains(first)) {
        first--;
      }
      int last = t;
      while (last + 1 < frames && last < t + future && !cuts.contains(last + 1)) {
        last++;
      }
      List<Integer> window = new ArrayList<>();
      for (int k = -reach; k <= reach; k++) {
        window.add(Math.max(first, Math.min(last, t + k)));
      }
      windows.add(window);
    }
    return windows;
  }

  @Test
  void aSteadiedPartIsAsInTheWhole() {
    RainFilter brighter =
        (window, into) -> {
          into.copyFrom(window[Contract.CENTRE]);
          for (int i = 0; i < FORMAT.planeBytes(0); i += 3) {
            into.buffer().put(i, (byte) (into.buffer().get(i) + i % 7));
          }
          return RainScore.of(1);
        };
    List<Integer> whole = steadied(brighter, STEADY, 0, 20, Set.of());
    List<Integer> part = steadied(brighter, STEADY, 3, 18, Set.of(3, 4, 5, 6, 7, 14, 15, 16, 17));
    assertEquals(20, whole.size());
    assertEquals(whole.subList(8, 14), part);
    assertEquals(20, Set.copyOf(whole).size());
    assertNotEquals(whole, steadied(brighter, OPTIONS, 0, 20, Set.of()));
    assertEquals(
        steadied(brighter, OPTIONS.withFuture(0), 0, 20, Set.of()),
        steadied(brighter, STEADY.withFuture(0), 0, 20, Set.of()),
        "nothing is steadied without a look ahead");
  }

  /** Hashes of what is written of a pan. */
  private List<Integer> steadied(
      RainFilter filter, PipelineOptions options, int first, int end, Set<Integer> context) {
    List<Integer> written = new ArrayList<>();
    FrameSink hashes =
        new FrameSink() {
          @Override
          public void write(Picture original, Picture derained, FrameTime time) {
            written.add(derained.buffer().hashCode());
          }

          @Override
          public void close() {}
        };
    try (PanSource pan = new PanSource(FORMAT, first, end)) {
      FrameSource marked =
          new FrameSource() {
            @Override
            public FrameFormat format() {
              return pan.format();
            }

            @Override
            public boolean next(Picture into, FrameTime time) {
              boolean more = pan.next(into, time);
              time.context = more && context.contains((int) time.pts);
              return more;
            }

            @Override
            public void close() {}
          };
      new Pipeline(filter, options, (out, time, derained, score) -> {}, notes::add)
          .run(marked, hashes);
    }
    return written;
  }

  @Test
  void contextIsSeenButNotWritten() {
    PipelineStats stats =
        run(new CountingSource(FORMAT, 6, Set.of(), Set.of(0, 1, 5), -1), OPTIONS);
    assertEquals(List.of(2, 3, 4), sink.frames);
    assertEquals(List.of(0, 1, 2, 3, 4), windows.get(0));
    assertEquals(List.of(2, 3, 4, 5, 5), windows.get(2));
    assertEquals(new FrameCounts(3, 3, 3, 0, 0, 0), stats.frames());
  }

  @Test
  void bypassHandsTheOriginalOn() {
    PipelineStats stats = run(new CountingSource(FORMAT, 40), OPTIONS.withBypass(true));
    assertEquals(IntStream.range(0, 40).boxed().toList(), sink.frames);
    assertTrue(windows.isEmpty());
    assertFalse(sink.derained.contains(true));
    assertEquals(new FrameCounts(40, 40, 0, 40, 0, 0), stats.frames());
  }

  @Test
  void aFailedFrameIsAPassedFrame() {
    RainFilter moody =
        (window, into) -> {
          if (CountingSource.index(window[2]) % 3 == 1) {
            throw new MediaException("no mood");
          }
          return recording.derain(window, into);
        };
    List<RainScore> scores = new ArrayList<>();
    PipelineStats stats =
        new Pipeline(moody, OPTIONS, (out, time, derained, s) -> scores.add(s), notes::add)
            .run(new CountingSource(FORMAT, 10), sink);
    assertEquals(IntStream.range(0, 10).boxed().toList(), sink.frames);
    assertEquals(IntStream.range(0, 10).mapToObj(i -> i % 3 != 1).toList(), sink.derained);
    assertEquals(new FrameCounts(10, 10, 7, 3, 0, 0), stats.frames());
    assertEquals(3L, stats.errors().get("no mood"));
    assertEquals(1, notes.size());
    assertEquals(0.25f, scores.get(0).rain());
    assertNull(scores.get(1));
  }

  @Test
  void aBrokenSourceStopsTheRun() {
    FrameSource source = new CountingSource(FORMAT, 50, Set.of(), Set.of(), 30);
    MediaException e = assertThrows(MediaException.class, () -> run(source, OPTIONS));
    assertEquals("the source broke at 30", e.getMessage());
  }

  @Test
  void aBrokenSinkStopsTheRun() {
    sink.failsAt = 11;
    MediaException e =
        assertThrows(MediaException.class, () -> run(new CountingSource(FORMAT, 60_000), OPTIONS));
    assertEquals("the sink broke at 11", e.getMessage());
    assertEquals(11, sink.frames.size());
  }

  @Test
  void anErrorInTheNetworkStopsTheRun() {
    RainFilter broken =
        (window, into) -> {
          throw new OutOfMemoryError("pretended");
        };
    Pipeline pipeline =
        new Pipeline(broken, OPTIONS, (out, time, derained, score) -> {}, notes::add);
    assertThrows(
        OutOfMemoryError.class, () -> pipeline.run(new CountingSource(FORMAT, 60_000), sink));
  }

  @Test
  void cancellingStopsTheRun() throws InterruptedException {
    AtomicReference<Pipeline> running = new AtomicReference<>();
    running.set(
        new Pipeline(
            recording,
            OPTIONS,
            (out, time, derained, score) -> {
              if (out == 20) {
                running.get().cancel();
              }
            },
            notes::add));
    assertThrows(
        CancellationException.class,
        () -> running.get().run(new CountingSource(FORMAT, 60_000), sink));
    assertEquals(20, sink.frames.size());
  }

  @Test
  void aStillSceneIsNotCopied() {
    List<Picture> centres = new ArrayList<>();
    RainFilter looking =
        (window, into) -> {
          centres.add(window[2]);
          int t = centres.size() - 1;
          assertSame(centres.get(Math.max(0, t - 1)), window[1]);
          assertSame(centres.get(Math.max(0, t - 2)), window[0]);
          return recording.derain(window, into);
        };
    PipelineStats stats =
        new Pipeline(looking, OPTIONS, (out, time, derained, score) -> {}, notes::add)
            .run(new CountingSource(FORMAT, 9), sink);
    assertEquals(9, stats.frames().derained());
  }

  @Test
  void latenciesAddUp() {
    RainFilter slow =
        (window, into) -> {
          LockSupport.parkNanos(3_000_000);
          return recording.derain(window, into);
        };
    Latencies ms =
        new Pipeline(slow, OPTIONS, (out, time, derained, score) -> {}, notes::add)
            .run(new CountingSource(FORMAT, 30), sink)
            .latencyMs();
    assertTrue(ms.derain().p50() >= 3, ms.toString());
    assertTrue(ms.endToEnd().p50() >= ms.derain().p50() + ms.waited().p50() / 2, ms.toString());
    assertTrue(ms.endToEnd().p50() <= ms.endToEnd().p95(), ms.toString());
    assertTrue(ms.endToEnd().p99() <= ms.endToEnd().max(), ms.toString());
  }
}
