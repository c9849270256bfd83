package org.derain.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.zip.CRC32;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.pipeline.CountingSource;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.FrameSource;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.Memory;
import org.derain.pipeline.PanSource;
import org.derain.pipeline.RainFilter;
import org.derain.pipeline.ring.FrameOutcome;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames in real time get the windows that they get in files, whatever happens around them. */
@Timeout(60)
class LivePipelineTest {
  private static final FrameFormat FORMAT = new FrameFormat(320, 180, 8);
  private static final FrameOutcome PASSED = new FrameOutcome(FrameOutcome.Outcome.PASSED, null);
  private static final FrameOutcome DROPPED = new FrameOutcome(FrameOutcome.Outcome.DROPPED, null);

  /** The network of these tests: the farthest frames of the window, mixed. */
  private record Mix(int window) implements RainFilter {
    @Override
    public RainScore derain(Picture[] around, Picture into) {
      assertEquals(window, around.length);
      into.copyFrom(around[0]);
      into.plane(1).put(around[window - 1].plane(1));
      return RainScore.of(1);
    }
  }

  /** Derains the frames that it is told to; times count frames from 0. */
  private static final class Chosen implements LiveFilter {
    private final Mix mix;
    private final int future;
    private final IntPredicate derained;
    private final FrameOutcome otherwise;

    Chosen(int future, IntPredicate derained, FrameOutcome otherwise) {
      this(new Mix(5), future, derained, otherwise);
    }

    Chosen(Mix mix, int future, IntPredicate derained, FrameOutcome otherwise) {
      this.mix = mix;
      this.future = future;
      this.derained = derained;
      this.otherwise = otherwise;
    }

    @Override
    public int future() {
      return future;
    }

    @Override
    public int window() {
      return mix.window();
    }

    @Override
    public long waitDeadline(FrameTime time) {
      return time.captured + TimeUnit.SECONDS.toNanos(30);
    }

    @Override
    public FrameOutcome before(FrameTime time, boolean scene, int behind) {
      return derained.test((int) time.pts) ? null : otherwise;
    }

    @Override
    public FrameOutcome derain(FrameTime time, Picture[] window, Picture into, int behind) {
      mix.derain(window, into);
      return FrameOutcome.DERAINED;
    }

    @Override
    public FrameOutcome beforeWrite(FrameTime time, FrameOutcome fate) {
      return fate;
    }

    @Override
    public void awaitIdle() {}
  }

  /** Remembers what every frame looked like. */
  private static final class Sums implements FrameSink, LiveListener {
    final TreeMap<Long, Long> sums = new TreeMap<>();
    final List<Long> order = new ArrayList<>();
    int received;
    int dropped;

    @Override
    public void write(Picture original, Picture derained, FrameTime time) {
      CRC32 crc = new CRC32();
      crc.update(derained.buffer());
      sums.put(time.pts, crc.getValue());
      order.add(time.pts);
    }

    @Override
    public void received(FrameTime time) {
      received++;
      assertTrue(time.captured != 0);
    }

    @Override
    public void left(
        FrameTime time, FrameOutcome fate, Picture original, Picture result, long nanos) {
      dropped += fate.outcome() == FrameOutcome.Outcome.DROPPED ? 1 : 0;
    }

    @Override
    public void close() {}
  }

  private static Sums live(int frames, LiveFilter filter) {
    Sums sums = new Sums();
    try (PanSource source = new PanSource(FORMAT, 0, frames)) {
      new LivePipeline(filter, sums).run(source, sums);
    }
    return sums;
  }

  private static Sums files(Mix mix, int frames, int future) {
    Sums sums = new Sums();
    try (PanSource source = new PanSource(FORMAT, 0, frames)) {
      PipelineOptions options = PipelineOptions.defaults().withFuture(future);
      new Pipeline(mix, options, (out, time, derained, score) -> {}, note -> {}).run(source, sums);
    }
    return sums;
  }

  @ParameterizedTest
  @CsvSource({"5, 0", "5, 2", "3, 0", "3, 1", "3, 2"})
  void framesComeOutAsInFiles(int window, int future) {
    Mix mix = new Mix(window);
    Sums all = live(40, new Chosen(mix, future, t -> true, PASSED));
    assertEquals(files(mix, 40, future).sums, all.sums);
    assertEquals(40, all.received);
  }

  @ParameterizedTest
  @CsvSource({"5, 0", "5, 2", "3, 0", "3, 1"})
  void whatIsPassedBetweenThemChangesNoWindow(int window, int future) {
    Mix mix = new Mix(window);
    Sums reference = files(mix, 60, future);
    IntPredicate some = t -> t % 7 == 3 || t % 7 == 4 || t % 11 == 0;
    Sums kept = live(60, new Chosen(mix, future, some, PASSED));
    Sums alone = live(60, new Chosen(mix, future, some, DROPPED));
    assertEquals(60, kept.order.size());
    assertEquals(60 - alone.order.size(), alone.dropped);
    for (int t = 0; t < 60; t++) {
      if (some.test(t)) {
        assertEquals(reference.sums.get((long) t), kept.sums.get((long) t), "frame " + t);
        assertEquals(reference.sums.get((long) t), alone.sums.get((long) t), "frame " + t);
      }
    }
  }

  @Test
  void aBrokenSourceLosesNothingThatItGave() {
    Sums sums = new Sums();
    FrameSource source = new CountingSource(FORMAT, 50, Set.of(), Set.of(), 30);
    LivePipeline pipeline = new LivePipeline(new Chosen(2, t -> true, PASSED), sums);
    MediaException e = assertThrows(MediaException.class, () -> pipeline.run(source, sums));
    assertEquals("the source broke at 30", e.getMessage());
    assertEquals(30, sums.order.size());
  }

  @Tag("native-memory")
  @Test
  void memoryDoesNotGrowWithFramesOrRuns() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "memory is read from /proc");
    IntPredicate most = t -> t % 5 != 0;
    live(200, new Chosen(2, most, PASSED));
    live(200, new Chosen(2, most, PASSED));
    long before = residentBytes();
    // One leaked picture per frame would be 100 MB; a run that left its ring, 5 MB.
    live(1200, new Chosen(2, most, PASSED));
    for (int i = 0; i < 15; i++) {
      live(10, new Chosen(2, most, PASSED));
    }
    long grown = residentBytes() - before;
    assertTrue(grown < 40L << 20, "grew by " + (grown >> 20) + " MB");
  }

  private static long residentBytes() throws IOException {
    System.gc();
    return Memory.figure(Path.of("/proc/self/status"), "VmRSS:");
  }
}
