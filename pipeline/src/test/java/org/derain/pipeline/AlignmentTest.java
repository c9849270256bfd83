package org.derain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.Quality;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.run.PipelineStats;
import org.derain.zoo.RainScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neighbours lie on the grid of the frame in the middle when the camera moves. */
class AlignmentTest {
  private static final FrameFormat FORMAT = new FrameFormat(192, 128, 8);

  private static void run(FrameSource source, PipelineOptions options, RainFilter filter) {
    PipelineStats stats =
        new Pipeline(filter, options, (out, time, derained, score) -> {}, note -> {})
            .run(source, FrameSink.discard());
    assertEquals(Map.of(), stats.errors());
    source.close();
  }

  @Test
  void alignmentBringsNeighboursOntoTheCentre() {
    double[] aligned = likeness(PipelineOptions.defaults());
    double[] plain = likeness(PipelineOptions.defaults().withAlign(false));
    for (int i : new int[] {0, 1, 3, 4}) {
      assertTrue(
          aligned[i] > plain[i] + 8,
          Arrays.toString(aligned) + " dB aligned, not " + Arrays.toString(plain));
    }
  }

  /** Mean PSNR of the window's frames against the one in the middle, over luma and chroma. */
  private static double[] likeness(PipelineOptions options) {
    double[] sum = new double[5];
    int frames = 12;
    run(
        new PanSource(FORMAT, 0, frames),
        options,
        (window, into) -> {
          for (int i : new int[] {0, 1, 3, 4}) {
            if (window[i] != window[2]) {
              sum[i] +=
                  (Quality.psnr(window[i], window[2], 0) + Quality.psnr(window[i], window[2], 1))
                      / (2 * (frames - 1));
            }
          }
          return RainScore.of(0);
        });
    return sum;
  }

  @Test
  void aWindowDependsOnItsFramesAlone() {
    Map<Integer, List<Integer>> whole = windows(new PanSource(FORMAT, 0, 60));
    Map<Integer, List<Integer>> later = windows(new PanSource(FORMAT, 33, 50));
    for (int t = 36; t < 48; t++) {
      assertEquals(whole.get(t), later.get(t), "frame " + t);
    }
  }

  /** Of every so many frames one is looked at; the others are only neighbours. */
  private record Thinned(PanSource all, int every) implements FrameSource {
    @Override
    public FrameFormat format() {
      return all.format();
    }

    @Override
    public boolean next(Picture into, FrameTime time) {
      boolean more = all.next(into, time);
      time.context = time.pts % every != 0;
      return more;
    }

    @Override
    public void close() {
      all.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 0})
  void framesThatAreNotLookedAtAreNeighboursAllTheSame(int future) {
    PipelineOptions options = PipelineOptions.defaults().withFuture(future);
    List<List<Integer>> all = windows(new PanSource(FORMAT, 0, 40), options);
    for (int every : new int[] {2, 3, 4, 7}) {
      List<List<Integer>> some = windows(new Thinned(new PanSource(FORMAT, 0, 40), every), options);
      assertEquals((39 + every) / every, some.size());
      for (int i = 0; i < some.size(); i++) {
        assertEquals(all.get(i * every), some.get(i), "frame " + i * every + " of every " + every);
      }
    }
  }

  @Test
  void waitingForTheNetworkIsNotCountedAsAligning() {
    Pipeline pipeline =
        new Pipeline(
            (window, into) -> {
              LockSupport.parkNanos(60_000_000);
              return RainScore.of(0);
            },
            PipelineOptions.defaults(),
            (out, time, derained, score) -> {},
            note -> {});
    try (PanSource source = new PanSource(FORMAT, 0, 16)) {
      Latencies ms = pipeline.run(source, FrameSink.discard()).latencyMs();
      assertTrue(ms.gate().p50() < ms.waited().p50(), ms.toString());
    }
  }

  /** The hashes of the samples in the window of each frame. */
  private static Map<Integer, List<Integer>> windows(PanSource source) {
    Map<Integer, List<Integer>> windows = new HashMap<>();
    int first = source.index();
    windows(source, PipelineOptions.defaults())
        .forEach(window -> windows.put(first + windows.size(), window));
    return windows;
  }

  private static List<List<Integer>> windows(FrameSource source, PipelineOptions options) {
    List<List<Integer>> windows = new ArrayList<>();
    run(
        source,
        options,
        (window, into) -> {
          windows.add(IntStream.range(0, 5).mapToObj(i -> window[i].buffer().hashCode()).toList());
          return RainScore.of(0);
        });
    return windows;
  }
}
